import type { JournalEntry } from '../../domain/journal.js';
import type { Action } from '../../playbook/types.js';
import type { Case } from './case.js';
import { ofType } from './collectors.js';
import { conditionHolds } from './fill.js';

/** An action that this case got to, with the valid decision; null while nobody has decided. */
export interface ShownAction {
  id: string;
  action: Action;
  decision: JournalEntry<'DECIDED_ACTION'> | null;
}

/**
 * Decided actions, then the open actions of the act step that the case waits in. A path without an act step shows none.
 * Decided actions are in the order of their decisions, because the first action on one host can be the second on another.
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

/** Actions that this case would offer if its legal hold did not forbid them. Actions decided before the hold are shown. */
export const withheldActions = (record: Case): Action[] =>
  Object.entries(record.playbook.actions).flatMap(([id, action]) =>
    isWithheld(record, id) && !record.decisionOn(id) && conditionHolds(record, action.when) ? [action] : [],
  );
