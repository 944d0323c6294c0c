import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import type { Coverage } from '../../src/domain/evidence.js';
import type { FindingRule, VerdictRules } from '../../src/playbook/types.js';
import { rule, smallCase } from './scenarios/small.js';

const weighing = (...weights: number[]) => weights.map((weight, n) => rule({ id: `r${n}`, group: `g${n}`, weight }));
const proposed = (findings: FindingRule[], verdict: Partial<VerdictRules> = {}) =>
  analyse(smallCase({ findings, verdict })).proposed;

test.each([
  [[70], 'bad'],
  [[35, 34], 'doubtful'],
  [[34], 'good'],
  [[], 'good'],
])('weights %j give %s', (weights, level) => {
  expect(proposed(weighing(...weights)).level).toBe(level);
});

test('below every threshold the first condition that holds decides, and is given as the reason', () => {
  const otherwise = [
    { when: 'answers.authorised == null', level: 'open', because: 'nobody said so' },
    { when: null, level: 'good', because: null },
  ];
  expect(proposed([], { otherwise })).toMatchObject({ level: 'open', because: [[{ text: 'nobody said so' }]] });
});

test('the worst subject decides', () => {
  const on = (subject: string, weight: number) => rule({ subject: `'${subject}'`, weight });
  expect(proposed([on('a', 10), on('b', 40), on('c', 20)])).toMatchObject({
    subject: 'b',
    level: 'doubtful',
    score: 40,
  });
});

describe('at-least rules', () => {
  const atLeast = [{ when: "findings.exists(f, f.id == 'r0')", level: 'doubtful', because: 'signature' }];

  test('raise the level and say why', () => {
    expect(proposed(weighing(0), { atLeast })).toMatchObject({ level: 'doubtful', because: [[{ text: 'signature' }]] });
  });

  test('never lower it', () => {
    expect(proposed(weighing(80), { atLeast })).toMatchObject({ level: 'bad', because: [] });
  });
});

describe('no benign level', () => {
  test.each([
    ['failed', ['service']],
    ['notRun', ['service']],
    ['empty', []],
    ['collected', []],
  ] as const)('while a required collector is %s', (outcome, missing) => {
    const input = smallCase({ rows: { service: [{}] }, required: ['service'] });
    input.coverage['service'] = { ...input.coverage['service']!, outcome };
    const { proposed } = analyse(input);
    expect(proposed).toMatchObject({ missing, level: missing.length > 0 ? 'open' : 'good' });
  });

  test('while a required collector never ran', () => {
    expect(analyse(smallCase({ required: ['service'] })).proposed).toMatchObject({
      missing: ['service'],
      level: 'open',
    });
  });

  test('while a required source was not read, whose name may hold slashes', () => {
    const name = 'Microsoft-ServiceBus-Client/Operational';
    const source = {
      name,
      outcome: 'failed',
      reason: 'denied',
      from: null,
      to: null,
      oldest: null,
      truncated: false,
    } as const;
    const input = smallCase({ rows: { events: [] }, verdict: { requires: [`events/${name}`] } });
    expect(analyse(input).proposed.missing).toEqual([`events/${name}`]);
    input.coverage['events']!.sources.push(source);
    expect(analyse(input).proposed.missing).toEqual([`events/${name}`]);
    input.coverage['events']!.sources[0] = { ...source, outcome: 'empty', reason: null };
    expect(analyse(input).proposed).toMatchObject({ missing: [], level: 'good' });
  });

  describe('while a required collector', () => {
    const read = { name: 'System', outcome: 'collected', reason: null, truncated: false } as const;
    const range = { from: '2025-02-01T00:00:00.000Z', to: '2025-02-11T04:00:00.000Z', oldest: null };
    const missingWith = (change: Partial<Coverage>) => {
      const input = smallCase({ rows: { install: [{}] }, required: ['install'] });
      input.coverage['install'] = { ...input.coverage['install']!, ...change };
      return analyse(input).proposed;
    };

    test.each<[string, Partial<Coverage>, string]>([
      ['was cut', { truncated: true }, 'install (cut at a limit)'],
      [
        'read a log in part',
        { sources: [{ ...read, ...range, truncated: true }] },
        'install (System was read from 2025-02-01T00:00:00.000Z to 2025-02-11T04:00:00.000Z only)',
      ],
      [
        'found a log switched off',
        { outcome: 'empty', sources: [{ ...read, ...range, outcome: 'notRun', reason: 'disabled' }] },
        'install (System is switched off)',
      ],
    ])('%s', (_, change, missing) => {
      expect(missingWith(change)).toMatchObject({ missing: [missing], level: 'open' });
    });

    test('but not for a log that reaches back a short time, or does not exist', () => {
      const absent = { ...read, ...range, outcome: 'notRun', reason: 'absent' } as const;
      expect(missingWith({ sources: [{ ...read, ...range }, absent] })).toMatchObject({ missing: [], level: 'good' });
    });
  });

  test('when only credits keep the score below the limit', () => {
    const credit = rule({ id: 'owner', group: 'owner', weight: -40, credit: true });
    expect(proposed([...weighing(35), credit])).toMatchObject({ score: -5, level: 'open' });
    expect(proposed([...weighing(34), credit])).toMatchObject({ score: -6, level: 'good' });
  });

  test('while a rule that could count against it could not be evaluated', () => {
    const broken = rule({ when: '1 / 0 == 1' });
    expect(proposed([broken])).toMatchObject({ level: 'open', because: [[{}, { value: 'some' }]] });
    expect(proposed([{ ...broken, weight: -10 }]).level).toBe('good');
  });

  test('while a condition of the verdict could not be evaluated', () => {
    const otherwise = [
      { when: '1 / 0 == 1', level: 'open', because: null },
      { when: null, level: 'good', because: null },
    ];
    expect(proposed([], { otherwise }).level).toBe('open');
  });

  test('but a bad level stands whatever is missing', () => {
    const input = smallCase({ findings: weighing(70), required: ['service'] });
    expect(analyse(input).proposed).toMatchObject({ level: 'bad', missing: ['service'] });
  });
});

test('the reasons are the heaviest findings first, and those against the level last', () => {
  expect(proposed(weighing(5, -50, 90)).reasons).toEqual([2, 0, 1]);
  expect(proposed(weighing(5, -50, -20)).reasons).toEqual([1, 2, 0]);
});

test('what would change the verdict is what holds', () => {
  const wouldChange = [
    { when: 'answers.cloud == null', says: 'the cloud logs' },
    { when: 'answers.cloud != null', says: 'nothing' },
  ];
  expect(proposed([], { wouldChange }).wouldChange).toEqual([[{ text: 'the cloud logs' }]]);
});
