import type { Finding, SubjectScore } from '../domain/analysis.js';

/**
 * Scores every subject: the host's findings and its own, and of each group only the heaviest. Subjects are those in
 * findings, in alphabetical order, or only the host (null) if no finding has a subject.
 */
export function scoreSubjects(findings: Finding[]): SubjectScore[] {
  const named = new Set(findings.flatMap(({ subject }) => (subject === null ? [] : [subject])));
  const subjects = named.size > 0 ? [...named].sort() : [null];
  return subjects.map((subject) => {
    const own = findings.flatMap((finding, index) =>
      finding.subject === null || finding.subject === subject ? [index] : [],
    );
    const counted = heaviestOfGroups(findings, own);
    const withoutCredits = heaviestOfGroups(
      findings,
      own.filter((index) => !findings[index]!.credit),
    );
    return { subject, score: sum(findings, counted), beforeCredits: sum(findings, withoutCredits), counted };
  });
}

/**
 * One finding of each group: the largest positive weight, because an argument for a host must not hide one against it. If
 * a group has no positive weight, the most negative. With equal weights, the first.
 */
function heaviestOfGroups(findings: Finding[], indices: number[]): number[] {
  const heaviest = new Map<string, number>();
  for (const index of indices) {
    const { group, weight } = findings[index]!;
    const held = heaviest.get(group);
    if (held === undefined || outweighs(weight, findings[held]!.weight)) heaviest.set(group, index);
  }
  return [...heaviest.values()].sort((a, b) => a - b);
}

const outweighs = (weight: number, held: number): boolean => (weight > 0 || held > 0 ? weight > held : weight < held);

const sum = (findings: Finding[], indices: number[]): number =>
  indices.reduce((total, index) => total + findings[index]!.weight, 0);
