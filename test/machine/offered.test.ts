import { expect, it } from 'vitest';
import type { Handling } from '../../src/domain/handling.js';
import { compileMachine } from '../../src/machine/compile.js';
import { initialContext } from '../../src/machine/context.js';
import { fold } from '../../src/machine/fold.js';
import { offeredActions } from '../../src/machine/offered.js';
import { playbookWith } from '../playbook/checked.js';
import { detection, Tape } from './walk.js';

const playbook = playbookWith();
const actions = Object.keys(playbook.actions);
const destroying = actions[0]!;
const withDestroying = {
  ...playbook,
  actions: { ...playbook.actions, [destroying]: { ...playbook.actions[destroying]!, when: null, destroys: true } },
};
const held: Handling = { caseRef: null, tlp: null, legalHold: true };
const context = (handling: Handling) => initialContext({ detection, inputs: {}, handling });

it('an action that destroys evidence is offered without a legal hold only', () => {
  expect(offeredActions(withDestroying, context({ ...held, legalHold: false }), actions)).toContain(destroying);
  expect(offeredActions(withDestroying, context(held), actions)).not.toContain(destroying);
});

it('a hold that comes with a joined alert counts from then on', () => {
  const tape = new Tape();
  const handling = { ...held, legalHold: false };
  const opened = { detection, inputs: {}, handling } as never;
  tape.add({ type: 'OPENED', data: opened });
  const machine = compileMachine(withDestroying);
  expect(fold(machine, tape.entries, tape.readAnalysis).context.legalHold).toBe(false);
  tape.add({ type: 'JOINED', data: { handling: held } as never });
  expect(fold(machine, tape.entries, tape.readAnalysis).context.legalHold).toBe(true);
});
