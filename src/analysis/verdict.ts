import type { Finding, ProposedVerdict, SubjectScore, Template } from '../domain/analysis.js';
import type { Coverage } from '../domain/evidence.js';
import { renderTemplate } from '../playbook/conditions/index.js';
import type { Scope } from '../playbook/scope.js';
import type { Playbook, VerdictRules } from '../playbook/types.js';
import { holds, type Unevaluated } from './condition.js';
import { missingEvidence } from './missing-evidence.js';

/** The basis of a verdict. `scope` has the findings as `{id, group, weight, subject}`. */
interface VerdictInput {
  playbook: Playbook;
  scope: Scope;
  coverage: { [collector: string]: Coverage };
  findings: Finding[];
  scores: SubjectScore[];
}

/**
 * The verdict that the rules propose, for the worst subject: the level of its score, raised by the at-least rules. While
 * something rules out a benign level (`obstacles`), it is the mildest level that isn't benign.
 */
export function proposeVerdict(input: VerdictInput, unevaluated: Unevaluated): ProposedVerdict {
  const { playbook, scope, findings, scores } = input;
  const rules = playbook.verdict;
  const worst = scores.reduce((held, score) => (score.score > held.score ? score : held));
  const missing = missingEvidence(playbook, input.coverage);

  let { level, because } = levelOfScore(rules, worst.score, scope, unevaluated);
  for (const [index, rule] of rules.atLeast.entries()) {
    const condition = holds(rule.when, scope);
    if (!condition.ok) unevaluated.add(`verdict.atLeast#${index + 1}`, condition.error);
    else if (condition.value && isWorse(rules, rule.level, level)) {
      level = rule.level;
      because = [renderTemplate(rule.because, scope).segments];
    }
  }
  const stands = rules.benign.includes(level) ? obstacles(input, missing, unevaluated) : [];
  if (stands.length > 0) {
    level = mildestNotBenign(rules);
    because = stands;
  }
  return {
    level,
    score: worst.score,
    subject: worst.subject,
    reasons: inOrderOfWeight(findings, worst.counted, rules.benign.includes(level)),
    because,
    missing,
    wouldChange: whatWouldChange(rules, scope, unevaluated),
  };
}

type Level = { level: string; because: Template[] };

function levelOfScore(rules: VerdictRules, score: number, scope: Scope, unevaluated: Unevaluated): Level {
  const threshold = rules.thresholds.find(({ atLeast }) => score >= atLeast);
  if (threshold) return { level: threshold.level, because: [] };
  for (const [index, rule] of rules.otherwise.entries()) {
    const condition = holds(rule.when, scope);
    if (!condition.ok) unevaluated.add(`verdict.otherwise#${index + 1}`, condition.error);
    else if (condition.value) {
      return { level: rule.level, because: rule.because ? [renderTemplate(rule.because, scope).segments] : [] };
    }
  }
  return { level: mildestNotBenign(rules), because: [] };
}

/** Everything that rules out a benign level, one sentence for each. */
function obstacles(input: VerdictInput, missing: string[], unevaluated: Unevaluated): Template[] {
  const { playbook, scores } = input;
  const found: Template[] = [];
  if (missing.length > 0) {
    found.push([{ text: 'Required evidence is missing: ' }, { value: missing.join(', ') }]);
  }
  const heaviest = scores.reduce((most, { beforeCredits }) => Math.max(most, beforeCredits), Number.NEGATIVE_INFINITY);
  if (heaviest >= playbook.verdict.benignBelow) {
    found.push([
      { text: 'The score before credits is ' },
      { value: String(heaviest) },
      { text: `, and from ${playbook.verdict.benignBelow} on, no benign level is proposed` },
    ]);
  }
  const heavy = new Set(playbook.findings.filter(({ weight }) => weight > 0).map(({ id }) => id));
  const open = [...new Set(unevaluated.list().map(({ id }) => id))];
  const relevant = open.filter((id) => heavy.has(id) || id.startsWith('verdict.'));
  if (relevant.length > 0) {
    found.push([
      { text: 'Rules that could count against it could not be evaluated: ' },
      { value: relevant.join(', ') },
    ]);
  }
  return found;
}

const isWorse = (rules: VerdictRules, level: string, than: string): boolean =>
  rules.levels.indexOf(level) < rules.levels.indexOf(than);

/** Levels are listed worst first. */
const mildestNotBenign = (rules: VerdictRules): string =>
  rules.levels.findLast((level) => !rules.benign.includes(level)) ?? rules.levels[0]!;

/** Heaviest first: arguments for the level, then arguments against it. */
function inOrderOfWeight(findings: Finding[], counted: number[], benign: boolean): number[] {
  const weight = (index: number) => (benign ? -1 : 1) * findings[index]!.weight;
  const against = (index: number) => (weight(index) > 0 ? 0 : 1);
  return [...counted].sort((a, b) => against(a) - against(b) || Math.abs(weight(b)) - Math.abs(weight(a)) || a - b);
}

const whatWouldChange = (rules: VerdictRules, scope: Scope, unevaluated: Unevaluated): Template[] =>
  rules.wouldChange.flatMap((rule, index) => {
    const condition = holds(rule.when, scope);
    if (!condition.ok) unevaluated.add(`verdict.wouldChange#${index + 1}`, condition.error);
    return condition.ok && condition.value ? [renderTemplate(rule.says, scope).segments] : [];
  });
