import type { JournalEntry } from '../../domain/journal.js';
import type { Action } from '../../playbook/types.js';
import type { Case } from './case.js';
import { ofType } from './collectors.js';
import { conditionHolds } from './fill.js';

/** An action of the playbook that this case came to, with the decision that stands; null while nobody decided. */
export interface ShownAction {
  id: string;
  action: Action;
  decision: JournalEntry<'DECIDED_ACTION'> | null;
}

/**
 * Actions that were decided, and those that are offered while the case waits for a decision: the open ones of the act
 * step that holds the pending action. A path that came to no act step shows none. In the order in which they were decided,
 * then in that of the step: what comes first on one host may come second on another.
 */
export function shownActions(record: Case): ShownAction[] {
  const { pending, playbook } = record;
  const waitsFor = pending?.kind === 'act' ? pending.key.split('.').at(-1) : undefined;
  const offered = new Set(
    playbook.steps.flatMap((step) =>
      step.kind === 'act' && waitsFor !== undefined && (step.id === waitsFor || step.actions.includes(waitsFor))
        ? step.actions.filter(
            (id) => !isWithheld(record, id) && conditionHolds(record, playbook.actions[id]?.when ?? null),
          )
        : [],
    ),
  );
  const decided = new Set(ofType(record.journal, 'DECIDED_ACTION').map(({ data }) => data.action));
  return [...new Set([...decided, ...offered])].flatMap((id) => {
    const action = playbook.actions[id];
    const decision = record.decisionOn(id);
    return action && (decision || offered.has(id)) ? [{ id, action, decision }] : [];
  });
}

const isWithheld = ({ handling, playbook }: Case, id: string): boolean =>
  handling.legalHold && playbook.actions[id]?.destroys === true;

/** Actions that this case would offer, and that its legal hold forbids; one that was decided before the hold is shown. */
export const withheldActions = (record: Case): Action[] =>
  Object.entries(record.playbook.actions).flatMap(([id, action]) =>
    isWithheld(record, id) && !record.decisionOn(id) && conditionHolds(record, action.when) ? [action] : [],
  );
