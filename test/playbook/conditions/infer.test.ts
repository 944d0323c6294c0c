import { expect, test } from 'vitest';
import { inferShape } from '../../../src/playbook/conditions/infer.js';
import { listOf, mapOf, scalar, scalars, shapeOf } from '../../../src/playbook/conditions/shape.js';

const rows = listOf(scalars('name', 'port'));
const names = {
  evidence: mapOf({ tcp: rows, udp: rows }),
  data: shapeOf({
    roles: [
      { role: 'a', type: 2 },
      { role: 'b', service: 'x' },
    ],
  }),
};
const complaints = (source: string) => inferShape(source, names).complaints.map(({ found }) => found);

test.each([
  ['filter', 'evidence.tcp.filter(r, r.port > 1)'],
  ['a condition', 'size(evidence.tcp) > 0 ? evidence.tcp : []'],
  ['addition', 'evidence.tcp + evidence.tcp.filter(r, true)'],
])('%s keeps the fields of a row', (_, source) => {
  expect(inferShape(source, names)).toEqual({ shape: rows, complaints: [] });
});

test('map gives what it makes', () => {
  expect(inferShape("evidence.tcp.map(r, {'n': r.name})", names).shape).toEqual(listOf(mapOf({ n: scalar })));
});

test.each([
  ['of an element', 'evidence.tcp[0].prt', 'the field "prt"'],
  ['of a variable', 'evidence.tcp.exists(r, r.prt == 1)', 'r.prt'],
  ['behind a filter', 'evidence.tcp.filter(r, true)[0].prt', 'the field "prt"'],
  ['behind a filter of a filter', 'evidence.tcp.filter(r, true).all(q, q.prt == 1)', 'q.prt'],
  ['in has()', 'evidence.tcp.exists(r, has(r.prt))', 'r.prt'],
  ['in brackets', "evidence.tcp.exists(r, r['prt'] == 1)", 'r.prt'],
  ['of a list', 'evidence.tcp.port', 'the field "port"'],
  ['of a text', 'evidence.tcp[0].name.first', 'the field "first"'],
])('an unknown field %s is found', (_, source, found) => {
  expect(complaints(source)).toEqual([found]);
});

test('elements of plain data share their fields', () => {
  expect(complaints('data.roles.filter(r, has(r.service)).map(r, r.service)')).toEqual([]);
});

test('nothing is said of what is not known', () => {
  expect(inferShape('facts.x.anything[0].at.all', { facts: { kind: 'any' } }).complaints).toEqual([]);
});
