import { renderCommand } from '../playbook/conditions/index.js';
import { type Asking, given } from './asking.js';
import type { LiveCase } from './live-case.js';
import { scopeWithEvidence } from './scope.js';

/** Shows a containment card and records what a person decides about it. Nothing is run. */
export async function act(live: LiveCase, id: string, asking: Asking): Promise<void> {
  const action = live.folder.playbook.actions[id]!;
  const scope = scopeWithEvidence(live, []);
  const command = (text: typeof action.command) => renderCommand(text, scope, action.language).text;
  const { decision, because, by } = await asking.respondent.act({
    id,
    title: action.title,
    language: action.language,
    command: command(action.command),
    check: command(action.check),
    undo: action.undo ? command(action.undo) : null,
    effect: action.effect,
    risk: action.risk,
  });
  live.record({
    type: 'DECIDED_ACTION',
    data: { ...given(asking), by: by ?? asking.respondent.by, action: id, decision, because },
  });
}
