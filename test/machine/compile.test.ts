import { describe, expect, it } from 'vitest';
import { transition } from 'xstate';
import type { Analysis } from '../../src/domain/analysis.js';
import type { Coverage } from '../../src/domain/evidence.js';
import { branchName, compileMachine } from '../../src/machine/compile.js';
import { initialContext } from '../../src/machine/context.js';
import { initialState, step as move } from '../../src/machine/fold.js';
import type { Playbook } from '../../src/playbook/types.js';
import { playbooks } from '../helpers/playbooks.js';
import { opened } from './walk.js';

const analysis = { facts: {}, findings: [], proposed: null } as unknown as Analysis;
const coverage: Coverage = {
  outcome: 'collected',
  reason: null,
  detail: null,
  items: 1,
  evidence: 'E1',
  sources: [],
  truncated: false,
};

describe.each(playbooks.map((playbook) => [playbook.id, playbook] as const))('%s', (_, playbook) => {
  const edges = playbook.steps.flatMap((step) => step.next.map(({ to }, n) => ({ step: step.id, n, to })));
  const free = (taken: string) =>
    compileMachine(playbook).provide({
      guards: Object.fromEntries(
        edges.map(({ step, n }) => [branchName(step, n), () => branchName(step, n) === taken]),
      ),
    });

  it.each(edges)('$step leaves by branch $n to $to', ({ step, n, to }) => {
    const machine = free(branchName(step, n));
    const waiting = machine.resolveState({
      value: { [step]: 'analysing' },
      context: { ...initialContext(opened()), stale: true },
    } as Parameters<typeof machine.resolveState>[0]);
    const [next] = transition(machine, waiting, { type: 'ANALYSED', analysis });
    expect(to === 'end' ? next.status === 'done' : next.matches(to as never)).toBe(true);
  });

  it('keeps plain JSON alone in its context', () => {
    const { context } = initialState(compileMachine(playbook), opened());
    expect(JSON.parse(JSON.stringify(context))).toEqual(context);
  });
});

describe('a step', () => {
  const playbook = playbooks[0] as Playbook;
  const machine = compileMachine(playbook);
  const first = playbook.steps[0]!;
  if (first.kind !== 'collect') throw new Error('the first playbook begins with a collect step');
  const start = initialState(machine, opened());
  const collected = (collector: string) => ({ type: 'COLLECTED' as const, collector, coverage });

  it('is not left before the analysis of what came in', () => {
    const state = first.collectors.reduce((now, id) => move(machine, now, collected(id)), start);
    expect(state.value).toEqual({ [first.id]: 'analysing' });
  });

  it('is passed at once when its evidence came early', () => {
    const second = playbook.steps[1]!;
    if (second.kind !== 'collect') throw new Error('the second step collects');
    const early = [...second.collectors, ...first.collectors].reduce(
      (now, id) => move(machine, now, collected(id)),
      start,
    );
    const state = move(machine, early, { type: 'ANALYSED', analysis });
    expect(state.value).not.toHaveProperty(first.id);
    expect(state.value).not.toHaveProperty(second.id);
  });

  it('refuses an event that it cannot take, with exit 5', () => {
    const stray = { type: 'ANSWERED' as const, question: Object.keys(playbook.questions)[0]!, value: 'x' };
    expect(() => move(machine, start, stray)).toThrow(expect.objectContaining({ exit: 5 }));
  });
});
