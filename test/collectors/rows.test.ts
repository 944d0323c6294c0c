import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRow } from '../../src/collectors/rows.js';
import type { Json } from '../../src/domain/json.js';
import type { FieldType } from '../../src/playbook/types.js';

const field = (type: FieldType['type'], nullable = false): FieldType => ({ type, nullable });

describe('checkRow', () => {
  it('fills an absent field with null', () => {
    expect(checkRow({ a: 'x' }, { a: field('string'), b: field('integer', true) })).toEqual({
      row: { a: 'x', b: null },
    });
  });

  it('refuses null in a field that must be there', () => {
    expect(checkRow({}, { a: field('string') })).toEqual({ misfit: 'the field a is null, declared string' });
  });

  it('names a field that is not declared', () => {
    expect(checkRow({ a: 'x', 'b"\n': 1 }, { a: field('string') })).toEqual({
      misfit: 'the field "b\\"\\n" is not declared',
    });
  });

  it.each([
    ['string', 1],
    ['integer', 1.5],
    ['integer', '1'],
    ['number', 'NaN'],
    ['boolean', 0],
    ['time', '2025-02-11T02:16:52'],
    ['time', 'yesterday'],
    ['strings', 'one'],
    ['strings', ['one', 2]],
  ] as [FieldType['type'], Json][])('refuses a %s that is %j', (type, value) => {
    expect(checkRow({ a: value }, { a: field(type, true) })).toHaveProperty('misfit');
  });

  it('spells a time in UTC with milliseconds', () => {
    expect(checkRow({ at: '2025-02-11T03:16:52.3417756+01:00' }, { at: field('time') })).toEqual({
      row: { at: '2025-02-11T02:16:52.341Z' },
    });
  });

  it('refuses what nests too deeply instead of ending in a stack overflow', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as Json;
    expect(checkRow({ a: deep }, { a: field('json') })).toHaveProperty('misfit');
  });

  it('takes a field named __proto__ for what it is: not declared', () => {
    expect(checkRow(JSON.parse('{"__proto__":{"x":1}}') as Json, {})).toHaveProperty('misfit');
  });

  it('gives exactly the declared fields, or a misfit, for any JSON', () => {
    const fields = { a: field('string', true), b: field('json', true) };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const checked = checkRow(value as Json, fields);
        if ('row' in checked) expect(Object.keys(checked.row)).toEqual(['a', 'b']);
        else expect(checked.misfit).toMatch(/^(a row|the field) /);
      }),
    );
  });

  it('takes a list of half a million as one level, and what is deeper than a row as a misfit', () => {
    const long = Array.from({ length: 500_000 }, () => 1);
    expect(checkRow({ a: long }, { a: field('json') })).toEqual({ row: { a: long } });
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as Json;
    expect(checkRow({ a: deep }, { a: field('json') })).toHaveProperty('misfit');
  });
});
