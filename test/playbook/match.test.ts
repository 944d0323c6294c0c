import { expect, test } from 'vitest';
import type { Detection, DetectionEvent } from '../../src/domain/detection.js';
import { matchPlaybooks } from '../../src/playbook/match.js';
import { playbookWith } from './checked.js';

const provider = 'Microsoft-ServiceBus-Client';
const playbook = playbookWith([
  `  - event: { provider: ${provider}, id: [40300] }`,
  `  - datadog: def-000-9kt
  - sigma: b55d23e5-6821-44ff-8a6e-67218891e49f
  - event: { provider: ${provider}, id: [40300, 40302] }
  - event: { id: [40300, 40302], anyText: [HybridConnection, "sb://"] }`,
]);

interface Parts {
  rule?: Partial<Detection['rule']>;
  event?: Partial<DetectionEvent>;
  text?: string;
  notHeld?: string[];
}
function match({ rule, event, text = '', notHeld = [] }: Parts): string[] {
  const none = { provider: null, id: null, channel: null, recordId: null, computer: null, data: {} };
  const detection: Detection = {
    format: 'test',
    title: null,
    rule: { datadog: null, sigma: null, name: null, ...rule },
    host: { name: null, aliases: [] },
    time: null,
    event: event ? { ...none, ...event } : null,
    text,
    notHeld,
  };
  return matchPlaybooks(detection, [playbook]).map(({ trigger }) => trigger);
}

test.each([
  ["Datadog's rule", { rule: { datadog: 'def-000-9KT' } }, 'Datadog rule def-000-9kt'],
  [
    "Sigma's rule",
    { rule: { sigma: 'B55D23E5-6821-44FF-8A6E-67218891E49F' } },
    'Sigma rule b55d23e5-6821-44ff-8a6e-67218891e49f',
  ],
  [
    'provider and id',
    { event: { provider: provider.toLowerCase(), id: 40302 } },
    `event 40302 of ${provider.toLowerCase()}`,
  ],
  [
    'id and text, without a provider',
    { event: { id: 40300 }, text: 'Uri\nSB://contoso' },
    'event 40300 (the provider is not named) with the text "sb://"',
  ],
] satisfies [string, Parts, string][])('%s suffices', (_, parts, trigger) => {
  expect(match(parts)).toEqual([trigger]);
});

test.each([
  ['another rule', { rule: { datadog: 'def-000-xyz' } }],
  ['the id of another provider', { event: { provider: 'Contoso-App', id: 40300 } }],
  [
    'the id of another provider, with the text',
    { event: { provider: 'Contoso-App', id: 40300 }, text: 'HybridConnection' },
  ],
  ['the id alone', { event: { id: 40300 } }],
  ['another id of the provider', { event: { provider, id: 40303 }, text: 'HybridConnection' }],
  ['the text alone', { text: 'HybridConnection sb://' }],
] satisfies [string, Parts][])('%s does not', (_, parts) => {
  expect(match(parts)).toEqual([]);
});

test('what missing from this copy of the alert is said', () => {
  const parts = { event: { provider, id: 40300 }, notHeld: ['event data', 'record id'] };
  expect(match(parts)).toEqual([
    `event 40300 of ${provider}; missing from this copy of the alert: event data, record id`,
  ]);
});
