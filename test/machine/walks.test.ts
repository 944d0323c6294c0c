import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMachine } from '../../src/machine/compile.js';
import { whatIsDue } from '../../src/machine/due.js';
import { type CaseState, fold, initialState, step, toEvent } from '../../src/machine/fold.js';
import { playbooks } from '../helpers/playbooks.js';
import { happen, opened, Tape } from './walk.js';

const seed = 20250211;
const plain = (state: CaseState) => JSON.parse(JSON.stringify({ value: state.value, context: state.context }));

describe.each(playbooks.map((playbook) => [playbook.id, playbook] as const))('%s', (_, playbook) => {
  const machine = compileMachine(playbook);
  const open = () => {
    const tape = new Tape();
    tape.add({ type: 'OPENED', data: opened() } as never);
    return tape;
  };

  it('reaches its end on 1,000 random walks, whatever is answered and whatever fails', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const tape = open();
        let state = initialState(machine, opened());
        for (let due = whatIsDue(playbook, state); due.kind !== 'end'; due = whatIsDue(playbook, state)) {
          const before = tape.entries.length;
          happen(playbook, due, tape, gen);
          for (const entry of tape.entries.slice(before))
            state = step(machine, state, toEvent(entry, tape.readAnalysis)!);
          expect(tape.entries.length).toBeLessThan(200);
        }
        expect(state.status).toBe('done');
        expect(state.context.verdict).not.toBeNull();
      }),
      { seed },
    );
  }, 60_000);

  it('folds every prefix of a journal to the state that it had', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const tape = open();
        let state = initialState(machine, opened());
        const states = [plain(state)];
        for (let due = whatIsDue(playbook, state); due.kind !== 'end'; due = whatIsDue(playbook, state)) {
          const before = tape.entries.length;
          happen(playbook, due, tape, gen);
          for (const entry of tape.entries.slice(before)) {
            state = step(machine, state, toEvent(entry, tape.readAnalysis)!);
            states.push(plain(state));
          }
        }
        states.forEach((expected, n) => {
          expect(plain(fold(machine, tape.entries.slice(0, n + 1), tape.readAnalysis))).toEqual(expected);
        });
      }),
      { numRuns: 10, seed },
    );
  }, 60_000);
});
