import { describe, expect, it } from 'vitest';
import { checkAnswer, checkField, completeAnswer, missingFields } from '../../../src/playbook/answers/values.js';
import type { Question } from '../../../src/playbook/types.js';

const form: Question = {
  ask: 'Who?',
  show: [],
  because: 'none',
  help: null,
  type: 'form',
  fields: {
    owner: { ask: 'Owner', required: true, type: 'text' },
    window: { ask: 'Window', required: false, type: 'interval' },
  },
};

describe('form answers', () => {
  it('names the required fields that are not filled in', () => {
    expect(missingFields(form, { owner: '', window: '' }, null)).toEqual(['owner']);
  });

  it('takes blanks for nothing said', () => {
    expect(missingFields(form, { owner: '  ' }, null)).toEqual(['owner']);
    expect(completeAnswer(form, { owner: ' A ', window: ' ' }, null)).toEqual({ owner: 'A', window: null });
  });

  it('gives every declared field, null where nothing was said', () => {
    expect(completeAnswer(form, { owner: 'A' }, null)).toEqual({ owner: 'A', window: null });
  });

  it('refuses an interval without a zone, in words for whoever typed it', () => {
    expect(checkField(form.fields['window']!, '2023-06-14T18:00/2023-06-14T22:00')).toContain('with a zone');
    expect(checkField(form.fields['window']!, '2023-06-14T18:00Z/2023-06-14T22:00Z')).toBeNull();
  });

  it('refuses an interval that ends before it starts', () => {
    expect(checkField(form.fields['window']!, '2023-06-14T22:00Z/2023-06-14T18:00Z')).not.toBeNull();
  });
});

const choice: Question = {
  ask: 'Whose?',
  show: [],
  because: 'none',
  help: null,
  type: 'choice',
  options: { ours: 'ours', notOurs: 'not ours' },
  forEach: 'facts.names',
};

describe('an answer for each of several names', () => {
  it('may be one for all where there is one name at most', () => {
    expect(missingFields(choice, 'ours', ['a'])).toEqual([]);
    expect(completeAnswer(choice, 'ours', ['a'])).toEqual({ a: 'ours' });
    expect(completeAnswer(choice, 'ours', [])).toBe('ours');
  });

  it('must name each of several', () => {
    expect(missingFields(choice, 'ours', ['a', 'b'])).toEqual(['a', 'b']);
    expect(missingFields(choice, { A: 'ours' }, ['a', 'b'])).toEqual(['b']);
    expect(missingFields(choice, { a: 'ours', b: 'notOurs' }, ['a', 'b'])).toEqual([]);
  });

  it('is checked option by option', () => {
    expect(checkAnswer(choice, { a: 'ours', b: 'maybe' })).toEqual([
      { path: ['b'], found: '"maybe"', expected: 'one of: ours, notOurs' },
    ]);
    expect(checkAnswer({ ...choice, forEach: null }, { a: 'ours' })).toHaveLength(1);
  });
});
