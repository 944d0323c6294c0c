import { assign, setup } from 'xstate';
import type { Playbook, Step } from '../playbook/types.js';
import { type CaseContext, type CaseEvent, type CaseInput, initialContext } from './context.js';
import { holds, openActions } from './offered.js';

/**
 * Compiles a playbook to a pure XState machine: one compound state a step, tagged by its kind.
 *
 * Every step is `due` (something is asked of the world), then `analysing` (what came in is not analysed yet), then
 * `leaving` (the first `next` whose condition holds is taken). There is no invoke, no `after` and no spawn: effects
 * belong to the driver, so nothing runs twice and no timer is lost when a case is resumed.
 *
 * What comes from outside at its own time (evidence, attachments, analyses) is taken at the root, so early evidence is
 * never lost; a step whose evidence exists already is passed by `always`.
 */
export function compileMachine(playbook: Playbook) {
  const branches = Object.fromEntries(
    playbook.steps.flatMap((step) =>
      step.next.map(({ when }, n) => [
        branchName(step.id, n),
        ({ context }: { context: CaseContext }) => holds(playbook, when, context),
      ]),
    ),
  );

  return setup({
    types: { context: {} as CaseContext, events: {} as CaseEvent, input: {} as CaseInput, tags: {} as string },
    guards: {
      ...branches,
      covered: ({ context }, { collectors }: { collectors: string[] }) =>
        collectors.every((id) => context.coverage[id] !== undefined),
      attached: ({ context }, { attachment }: { attachment: string }) => context.attached[attachment] !== undefined,
      answers: ({ event }, { question }: { question: string }) =>
        event.type === 'ANSWERED' && event.question === question,
      decides: ({ event, context }, { actions }: { actions: string[] }) =>
        event.type === 'DECIDED_ACTION' && openActions(playbook, context, actions).includes(event.action),
      decided: ({ context }, { actions }: { actions: string[] }) =>
        openActions(playbook, context, actions).length === 0,
      analysed: ({ context }) => !context.stale,
    },
    actions: { record: assign(({ context, event }) => record(context, event)) },
  }).createMachine({
    id: 'case',
    context: ({ input }) => initialContext(input),
    initial: playbook.steps[0]!.id,
    on: {
      COLLECTED: { actions: 'record' },
      ATTACHED: { actions: 'record' },
      UNAVAILABLE: { actions: 'record' },
      ANALYSED: { actions: 'record' },
      JOINED: { actions: 'record' },
    },
    states: {
      ...Object.fromEntries(playbook.steps.map((step) => [step.id, stepState(step)])),
      end: { id: 'end', type: 'final' as const },
    },
  });
}

export type CaseMachine = ReturnType<typeof compileMachine>;

/** Guards of a step's branches are named `<step>#<n>`, so that a test can free them and take every edge. */
export const branchName = (step: string, n: number): string => `${step}#${n}`;

function stepState(step: Step) {
  return {
    id: step.id,
    tags: [step.kind],
    initial: 'due' as const,
    states: {
      due: due(step),
      analysing: { always: { guard: 'analysed' as const, target: 'leaving' } },
      leaving: {
        always: step.next.map(({ to }, n) => ({ guard: branchName(step.id, n), target: `#${to}` })),
      },
    },
  };
}

/** What a step waits for before it is done. */
function due(step: Step) {
  const done = 'analysing';
  switch (step.kind) {
    case 'collect':
      return { always: { guard: { type: 'covered' as const, params: { collectors: step.collectors } }, target: done } };
    case 'attach':
      return {
        always: { guard: { type: 'attached' as const, params: { attachment: step.attachment } }, target: done },
      };
    case 'ask':
      return {
        on: {
          ANSWERED: {
            guard: { type: 'answers' as const, params: { question: step.question } },
            actions: 'record' as const,
            target: done,
          },
        },
      };
    case 'decide':
      return { on: { CONCLUDED: { actions: 'record' as const, target: done } } };
    case 'act':
      return {
        always: { guard: { type: 'decided' as const, params: { actions: step.actions } }, target: done },
        on: {
          DECIDED_ACTION: {
            guard: { type: 'decides' as const, params: { actions: step.actions } },
            actions: 'record' as const,
          },
        },
      };
  }
}

/** The one place where an event changes the context. */
function record(context: CaseContext, event: CaseEvent): Partial<CaseContext> {
  switch (event.type) {
    case 'COLLECTED':
      return { coverage: { ...context.coverage, [event.collector]: event.coverage }, stale: true };
    case 'ATTACHED':
      return { attached: { ...context.attached, [event.attachment]: { id: event.id } }, stale: true };
    case 'UNAVAILABLE':
      return { attached: { ...context.attached, [event.attachment]: { unavailable: event.reason } }, stale: true };
    case 'ANSWERED':
      return { answers: { ...context.answers, [event.question]: event.value }, stale: true };
    case 'ANALYSED': {
      const { facts, findings, proposed } = event.analysis;
      const brief = findings.map(({ id, group, weight, subject }) => ({ id, group, weight, subject }));
      return { facts, findings: brief, proposed, stale: false };
    }
    case 'CONCLUDED': {
      const { level, proposed, score, overridden } = event;
      return { verdict: { level, proposed, score, overridden } };
    }
    case 'DECIDED_ACTION':
      return { decided: { ...context.decided, [event.action]: event.decision } };
    case 'JOINED':
      return {
        legalHold: context.legalHold || event.legalHold,
        joined: [...context.joined, event.joined],
        stale: true,
      };
  }
}
