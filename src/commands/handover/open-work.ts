import { type CaseView, pendingOf } from '../../casework/case-view.js';
import type { Reason } from '../../domain/evidence.js';
import { offeredActions } from '../../machine/offered.js';

/** What people still have to do in a case, for the next responder. */
export interface OpenWork {
  /** What it waits for; null when the case is finished. */
  pending: { kind: string; key: string; title: string } | null;
  /** Questions that can still come. Steps only lead forward. */
  unanswered: string[];
  /** Collectors that failed, or that a step reached and could not run. */
  gaps: { collector: string; outcome: string; reason: Reason | null }[];
  /** Actions that nobody has decided on (`open`), and those that somebody plans to carry out (`planned`). */
  actions: { action: string; title: string; state: 'open' | 'planned' }[];
  unavailable: { attachment: string; reason: string }[];
}

/** Lists what is open in a case. */
export function openWork({ playbook, state: { context }, due }: CaseView): OpenWork {
  const key = pendingOf(due)?.key;
  const step = due.kind === 'end' ? null : due.step;
  const ahead = step ? playbook.steps.slice(playbook.steps.findIndex(({ id }) => id === step.id)) : [];
  const offered = step?.kind === 'act' ? offeredActions(playbook, context, step.actions) : [];
  return {
    pending: step && key !== undefined ? { kind: due.kind, key, title: step.title } : null,
    unanswered: ahead.flatMap((each) =>
      each.kind === 'ask' && context.answers[each.question] === undefined ? [each.question] : [],
    ),
    gaps: Object.entries(context.coverage).flatMap(([collector, { outcome, reason }]) =>
      outcome === 'failed' || outcome === 'notRun' ? [{ collector, outcome, reason }] : [],
    ),
    actions: Object.entries(playbook.actions).flatMap(([action, { title }]): OpenWork['actions'] => {
      const decision = context.decided[action];
      if (decision === 'planned') return [{ action, title, state: 'planned' }];
      return decision === undefined && offered.includes(action) ? [{ action, title, state: 'open' }] : [];
    }),
    unavailable: Object.entries(context.attached).flatMap(([attachment, attached]) =>
      'unavailable' in attached ? [{ attachment, reason: attached.unavailable }] : [],
    ),
  };
}
