import { describe, expect, it } from 'vitest';
import { datadogRule, sigmaRule } from '../../src/detections/rule-ids.js';
import type { Json } from '../../src/domain/json.js';

const sigma = 'b55d23e5-6821-44ff-8a6e-67218891e49f';
const other = '11111111-2222-4333-8444-555555555555';

describe('datadogRule', () => {
  it.each<[string, Json]>([
    ['an attribute', { workflow: { rule: { defaultRuleId: 'def-000-9kt' } } }],
    ['a tag', { tags: ['env:prod', 'rule_id:def-000-9kt'] }],
    ['a link', { link: 'https://docs.datadoghq.com/security/default_rules/def-000-9kt/' }],
    ['prose', ['See DEF-000-9KT.']],
  ])('finds the id in %s', (_, value) => expect(datadogRule(value)).toBe('def-000-9kt'));

  it('prefers a place that speaks of a rule', () => {
    expect(datadogRule({ message: 'like def-000-abc', rule: { id: 'def-000-9kt' } })).toBe('def-000-9kt');
  });

  it.each(['def-000-9ktx', 'xdef-000-9kt', 'def-000-9', 'def-001-9kt'])('does not take %s', (text) =>
    expect(datadogRule([text])).toBeNull(),
  );
});

describe('sigmaRule', () => {
  it.each<[string, Json]>([
    ['a rule id', { rule: { id: sigma } }],
    ['a dotted rule id', { 'kibana.alert.rule.rule_id': sigma }],
    ['a tag', { tags: [`sigma:${sigma.toUpperCase()}`] }],
    ['a rule id tag', { tags: [`rule_id:${sigma}`] }],
    ['a key that says Sigma', { sigmaRules: [{ id: sigma }] }],
  ])('finds the id in %s', (_, value) => expect(sigmaRule(value)).toBe(sigma));

  it('prefers what says Sigma over another rule id', () => {
    expect(sigmaRule({ rule: { id: other }, tags: [`sigma.${sigma}`] })).toBe(sigma);
  });

  it('takes no other UUID', () => {
    expect(
      sigmaRule({ activity: `{${other}}`, 'kibana.alert.uuid': other, 'kibana.alert.rule.uuid': other }),
    ).toBeNull();
  });
});
