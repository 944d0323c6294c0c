import type { Json } from '../domain/json.js';
import { parseDuration } from '../domain/time.js';
import { fieldType, mapValues } from './field-type.js';
import { readInput } from './inputs.js';
import type { RawPlaybook } from './schema/index.js';
import type { Expression, FactSpec, Playbook, Question, Step } from './types.js';
import type { Path, Places } from './yaml/places.js';

/**
 * Turns the file's shape into that of {@link Playbook}: texts become expressions with their place, durations
 * milliseconds, a missing `next` the following step, and the last step leads to `end`.
 */
export function normalise(
  raw: RawPlaybook,
  places: Places,
  folder: Pick<Playbook, 'dir' | 'files' | 'sha256'>,
): Playbook {
  const { schema: _, ...rest } = raw;
  const text = (source: string, ...path: Path): Expression => ({ source, at: places.within(path, 0) });
  const maybe = (source: string | null | undefined, ...path: Path) => (source == null ? null : text(source, ...path));
  const texts = (sources: { [name: string]: string }, ...path: Path) =>
    mapValues(sources, (source, name) => text(source, ...path, name));

  return {
    ...rest,
    ...folder,
    data: raw.data as { [name: string]: Json },
    inputs: mapValues(raw.inputs, (input) => {
      const value = readInput(input.type, input.default as Json);
      return { ...input, default: value.ok ? value.value : null };
    }),
    collectors: mapValues(raw.collectors, (collector, id) => ({
      ...collector,
      timeout: parseDuration(collector.timeout)!,
      parameters: texts(collector.parameters, 'collectors', id, 'parameters'),
      rows: mapValues(collector.rows, fieldType),
    })),
    facts: mapValues(
      raw.facts,
      (fact, name): FactSpec =>
        'value' in fact
          ? { value: text(fact.value, 'facts', name, 'value'), about: fact.about }
          : { ...fact, with: texts(fact.with, 'facts', name, 'with'), params: fact.params as { [name: string]: Json } },
    ),
    findings: raw.findings.map((finding, n) => ({
      ...finding,
      forEach: maybe(finding.forEach, 'findings', n, 'forEach'),
      when: text(finding.when, 'findings', n, 'when'),
      subject: maybe(finding.subject, 'findings', n, 'subject'),
      from: maybe(finding.from, 'findings', n, 'from'),
      says: text(finding.says, 'findings', n, 'says'),
      at: places.at(['findings', n, 'id']),
    })),
    questions: mapValues(raw.questions, (question, id): Question => {
      const ask = text(question.ask, 'questions', id, 'ask');
      return question.type === 'choice'
        ? { ...question, ask, forEach: maybe(question.forEach, 'questions', id, 'forEach') }
        : { ...question, ask };
    }),
    attachments: mapValues(raw.attachments, (attachment, id) => ({
      ask: text(attachment.ask, 'attachments', id, 'ask'),
      reads: attachment.reads,
      handOff: attachment.handOff.map((item, n) => ({
        ...item,
        text: text(item.text, 'attachments', id, 'handOff', n, 'text'),
      })),
    })),
    steps: raw.steps.map(
      (step, n): Step => ({
        ...step,
        next: (step.next ?? [{ to: raw.steps[n + 1]?.id ?? 'end' }]).map(({ when, to }, m) => ({
          when: maybe(when, 'steps', n, 'next', m, 'when'),
          to,
        })),
        at: places.at(['steps', n, 'id']),
      }),
    ),
    verdict: {
      ...raw.verdict,
      otherwise: raw.verdict.otherwise.map(({ when, level, because }, n) => ({
        when: maybe(when, 'verdict', 'otherwise', n, 'when'),
        level,
        because: maybe(because, 'verdict', 'otherwise', n, 'because'),
      })),
      atLeast: raw.verdict.atLeast.map(({ when, level, because }, n) => ({
        when: text(when, 'verdict', 'atLeast', n, 'when'),
        level,
        because: text(because, 'verdict', 'atLeast', n, 'because'),
      })),
      wouldChange: raw.verdict.wouldChange.map(({ when, says }, n) => ({
        when: text(when, 'verdict', 'wouldChange', n, 'when'),
        says: text(says, 'verdict', 'wouldChange', n, 'says'),
      })),
    },
    actions: mapValues(raw.actions, (action, id) => ({
      ...action,
      when: maybe(action.when, 'actions', id, 'when'),
      command: text(action.command, 'actions', id, 'command'),
      check: text(action.check, 'actions', id, 'check'),
      undo: maybe(action.undo, 'actions', id, 'undo'),
    })),
  };
}
