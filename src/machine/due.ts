import type { Playbook, Step } from '../playbook/types.js';
import type { CaseState } from './fold.js';
import { openActions } from './offered.js';

/** What the case waits for: the one thing that the driver does next. */
export type Due =
  | { kind: 'collect'; step: Step; collectors: string[] }
  | { kind: 'analyse'; step: Step }
  | { kind: 'ask'; step: Step; question: string }
  | { kind: 'attach'; step: Step; attachment: string }
  | { kind: 'decide'; step: Step }
  | { kind: 'act'; step: Step; action: string }
  | { kind: 'end' };

/** Reads off a state what is due in it. */
export function whatIsDue(playbook: Playbook, state: CaseState): Due {
  if (state.status === 'done') return { kind: 'end' };
  const [id, phase] = Object.entries(state.value)[0] as [string, string];
  const step = playbook.steps.find((candidate) => candidate.id === id)!;
  // An alert that joins while a step waits is analysed before anybody answers on what was known without it.
  const joinedSince = state.context.stale && step.kind !== 'collect';
  if (phase === 'analysing' || joinedSince) return { kind: 'analyse', step };
  switch (step.kind) {
    case 'collect':
      return { kind: 'collect', step, collectors: step.collectors.filter((name) => !state.context.coverage[name]) };
    case 'ask':
      return { kind: 'ask', step, question: step.question };
    case 'attach':
      return { kind: 'attach', step, attachment: step.attachment };
    case 'decide':
      return { kind: 'decide', step };
    case 'act':
      return { kind: 'act', step, action: openActions(playbook, state.context, step.actions)[0]! };
  }
}
