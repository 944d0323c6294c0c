import { type CaseView, pendingOf } from '../../casework/case-view.js';
import type { Reason } from '../../domain/evidence.js';
import { offeredActions } from '../../machine/offered.js';

/** What a case still wants of people, for whoever takes it over. */
export interface OpenWork {
  /** What it waits for; null at its end. */
  pending: { kind: string; key: string; title: string } | null;
  /** Questions that can still come: steps lead forward only. */
  unanswered: string[];
  /** Collectors that failed or were not run where a step came to them. */
  gaps: { collector: string; outcome: string; reason: Reason | null }[];
  /** Actions that nobody decided yet (`open`), and those that somebody means to carry out (`planned`). */
  actions: { action: string; title: string; state: 'open' | 'planned' }[];
  unavailable: { attachment: string; reason: string }[];
}

/** Reads off a case what is open in it. */
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

/** The same for people. */
export function openWorkText({ pending, unanswered, gaps, actions, unavailable }: OpenWork): string[] {
  const line = (label: string, items: string[]) => `${label.padEnd(14)}${items.join('; ') || 'none'}`;
  return [
    line('Waits for', pending ? [`${pending.title} (${pending.key})`] : ['nothing: the playbook has reached its end']),
    line('Unanswered', unanswered),
    line(
      'Gaps',
      gaps.map(({ collector, outcome, reason }) => `${collector} ${outcome}${reason ? ` (${reason})` : ''}`),
    ),
    line(
      'Actions',
      actions.map(({ action, title, state }) => `${title} (${action}): ${state}`),
    ),
    line(
      'Unavailable',
      unavailable.map(({ attachment, reason }) => `${attachment}: ${reason}`),
    ),
  ];
}
