import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreSubjects } from '../../src/analysis/score.js';
import type { Finding } from '../../src/domain/analysis.js';

const finding = (group: string, weight: number, subject: string | null = null, credit = false): Finding => ({
  id: group,
  subject,
  says: [],
  from: ['E1#1'],
  weight,
  group,
  innocent: null,
  credit,
});

test('the host alone is scored where no finding names a subject', () => {
  expect(scoreSubjects([finding('role', 35)])).toEqual([{ subject: null, score: 35, beforeCredits: 35, counted: [0] }]);
  expect(scoreSubjects([])).toEqual([{ subject: null, score: 0, beforeCredits: 0, counted: [] }]);
});

test('findings of the host count for every subject, findings of a subject for it alone', () => {
  const scores = scoreSubjects([finding('role', 35), finding('target', 45, 'b'), finding('target', -10, 'a')]);
  expect(scores.map(({ subject, score }) => [subject, score])).toEqual([
    ['a', 25],
    ['b', 80],
  ]);
});

test('of a group the largest positive weight counts', () => {
  expect(scoreSubjects([finding('key', -50), finding('key', 15), finding('key', 10)])).toMatchObject([
    { score: 15, counted: [1] },
  ]);
});

test('of a group without a positive weight the most negative counts', () => {
  expect(scoreSubjects([finding('installer', 0), finding('installer', -15), finding('installer', -5)])).toMatchObject([
    { score: -15, counted: [1] },
  ]);
});

test('a credit lowers the score of its own subject, and not the score before credits', () => {
  const scores = scoreSubjects([finding('target', 45), finding('owner', -40, 'a', true), finding('key', 0, 'b')]);
  expect(scores).toMatchObject([
    { subject: 'a', score: 5, beforeCredits: 45 },
    { subject: 'b', score: 45, beforeCredits: 45 },
  ]);
});

describe('for any findings', () => {
  const findings = fc.array(
    fc
      .tuple(
        fc.constantFrom('role', 'target', 'key', 'owner'),
        fc.integer({ min: -50, max: 50 }),
        fc.constantFrom('a', 'b', null),
        fc.boolean(),
      )
      .map(([group, weight, subject, credit]) => finding(group, weight, subject, credit && weight < 0)),
    { maxLength: 12 },
  );
  const outcome = (given: Finding[]) =>
    scoreSubjects(given).map(({ subject, score, beforeCredits }) => ({ subject, score, beforeCredits }));

  test('their order does not matter', () => {
    const shuffled = findings.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, ([given, other]) => {
        expect(outcome(other)).toEqual(outcome(given));
      }),
    );
  });

  test('a group counts once', () => {
    fc.assert(
      fc.property(findings, (given) => {
        expect(outcome([...given, ...given])).toEqual(outcome(given));
        for (const { counted } of scoreSubjects(given)) {
          expect(new Set(counted.map((index) => given[index]!.group)).size).toBe(counted.length);
        }
      }),
    );
  });

  test('credits never raise a score', () => {
    fc.assert(
      fc.property(findings, (given) => {
        for (const { score, beforeCredits } of scoreSubjects(given)) expect(score).toBeLessThanOrEqual(beforeCredits);
      }),
    );
  });
});
