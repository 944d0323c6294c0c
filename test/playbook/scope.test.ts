import { expect, test } from 'vitest';
import { attachmentKinds } from '../../src/attachments/index.js';
import type { Detection } from '../../src/domain/detection.js';
import { knownShapes } from '../../src/playbook/rules/known-shapes.js';
import { buildScope } from '../../src/playbook/scope.js';
import { playbookWith } from './checked.js';

const detection: Detection = {
  format: 'test',
  title: null,
  rule: { datadog: null, sigma: null, name: null },
  host: { name: 'APP03', aliases: [] },
  time: null,
  event: { provider: null, id: 1, channel: null, recordId: null, computer: null, data: {} },
  text: '',
  notHeld: [],
};
const playbook = playbookWith();

test('every declared name has a value before anything is known', () => {
  expect(buildScope(playbook, { detection })).toEqual({
    detection,
    alerts: [{ ...detection, from: ['alert'] }],
    inputs: { lookback: 90 * 24 * 3600 },
    data: { ports: [22, 3389] },
    answers: { known: null },
    coverage: { host: null, tcp: null },
    facts: { name: null, roles: null },
    findings: [],
    evidence: { host: [], tcp: [] },
    attached: { log: [] },
    attachment: { log: null },
    verdict: null,
  });
});

test('what is known takes its place, and what is not declared stays out', () => {
  const row = { name: 'APP03', from: ['E1#1'] };
  const scope = buildScope(playbook, {
    detection,
    inputs: { lookback: 60, other: 1 },
    answers: { known: 'yes' },
    evidence: { host: [row], other: [] },
  });
  expect(scope).toMatchObject({ inputs: { lookback: 60 }, answers: { known: 'yes' } });
  expect(scope['evidence']).toEqual({ host: [row], tcp: [] });
});

test('of a finding, conditions see what they may decide on', () => {
  const finding = { id: 'a', group: 'g', weight: 1, subject: null, says: [], from: ['E1'] };
  const { findings } = buildScope(playbook, { detection, findings: [finding] });
  expect(findings).toEqual([{ id: 'a', group: 'g', weight: 1, subject: null }]);
});

test('lint knows the names and the fields of the detection that conditions see', () => {
  const shapes = knownShapes({ playbook, attachmentKinds });
  expect(Object.keys(shapes).sort()).toEqual(Object.keys(buildScope(playbook, { detection })).sort());
  const fields = (shape: unknown) => Object.keys((shape as { fields: object }).fields).sort();
  expect(fields(shapes['detection'])).toEqual(Object.keys(detection).sort());
  const { event } = (shapes['detection'] as unknown as { fields: { event: unknown } }).fields;
  expect(fields(event)).toEqual(Object.keys(detection.event!).sort());
});
