import { type Asking, given } from './asking.js';
import type { LiveCase } from './live-case.js';

/** Puts the proposed verdict before a person, who confirms it or names another level with a reason. */
export async function decide(live: LiveCase, asking: Asking): Promise<void> {
  const { verdict: rules } = live.folder.playbook;
  const { proposed, findings } = live.analysis!;
  const answer = await asking.respondent.decide({
    proposed,
    levels: rules.levels,
    benign: rules.benign,
    reasons: proposed.reasons.flatMap((index) => findings[index] ?? []),
  });
  const override = 'level' in answer && answer.level !== proposed.level ? answer : null;
  live.record({
    type: 'CONCLUDED',
    data: {
      ...given(asking),
      level: override?.level ?? proposed.level,
      proposed: proposed.level,
      score: proposed.score,
      overridden: override !== null,
      because: override?.because ?? null,
    },
  });
}
