import { expect, test } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import { rule, smallCase } from './scenarios/small.js';

test('only evidence that an expression or a text names is read', () => {
  const input = smallCase({
    rows: { tcp: [{}], udp: [{}], dns: [{}], service: [{}] },
    facts: { services: { value: 'size(evidence.service)', about: null } },
    findings: [rule({ when: 'size(evidence.dns) > 0', says: '{{size(evidence.udp)}} endpoints' })],
  });
  const read: string[] = [];
  for (const [collector, item] of Object.entries(input.evidence)) {
    input.evidence[collector] = {
      ...item,
      rows: () => {
        read.push(collector);
        return item.rows();
      },
    };
  }
  analyse(input);
  expect(read.sort()).toEqual(['dns', 'service', 'udp']);
});

test('a row carries its own reference, and one of its own making does not count', () => {
  const input = smallCase({
    rows: { clock: [], service: [{}, { from: ['E99#1'] }] },
    facts: { references: { value: 'evidence.service.map(s, s.from[0])', about: null } },
  });
  expect(analyse(input).facts['references']).toEqual(['E2#1', 'E2#2']);
});
