import fc, { type GeneratorValue } from 'fast-check';
import type { Analysis } from '../../src/domain/analysis.js';
import type { Detection } from '../../src/domain/detection.js';
import { outcomes } from '../../src/domain/evidence.js';
import type { FileRef } from '../../src/domain/file.js';
import { unsaid } from '../../src/domain/handling.js';
import { actionDecisions, type JournalEntry, type JournalEvent } from '../../src/domain/journal.js';
import type { Json } from '../../src/domain/json.js';
import type { CaseInput } from '../../src/machine/context.js';
import type { Due } from '../../src/machine/due.js';
import type { Playbook, Question } from '../../src/playbook/types.js';

/** The plainest case to start a machine from. */
export const opened = (): CaseInput => ({ detection, inputs: {}, handling: unsaid });

export const detection: Detection = {
  format: 'test',
  title: null,
  rule: { datadog: null, sigma: null, name: null },
  host: { name: 'HOST', aliases: [] },
  time: null,
  event: null,
  text: '',
  notHeld: [],
};

/** Journal entries without a chain: the machine looks at type and data alone. */
export class Tape {
  readonly entries: JournalEntry[] = [];
  /** By file, as an ANALYSED entry names them. */
  readonly analyses = new Map<string, Analysis>();

  add(event: JournalEvent): JournalEntry {
    const entry = { v: 1, seq: this.entries.length + 1, at: '', prev: '', hash: '', ...event } as JournalEntry;
    this.entries.push(entry);
    return entry;
  }

  readonly readAnalysis = ({ file }: FileRef): Analysis => this.analyses.get(file)!;
}

const given = { by: 'A', account: 'a', source: 'answers' as const };
const ref = { file: 'f', sha256: '', bytes: 0 };

/** Chooses what happens next: any outcome, any answer, any verdict that the format allows. */
export function happen(playbook: Playbook, due: Exclude<Due, { kind: 'end' }>, tape: Tape, gen: GeneratorValue): void {
  const oneOf = <T>(values: readonly T[]) => gen(fc.constantFrom, ...values);
  switch (due.kind) {
    case 'collect':
      for (const collector of due.collectors) {
        const outcome = oneOf(outcomes);
        const reason = outcome === 'failed' ? 'denied' : null;
        const evidence = { evidence: 'E1', collector, attempt: 1, step: due.step.id, file: ref, detail: null };
        tape.add({
          type: 'COLLECTED',
          data: { ...evidence, outcome, reason, items: 0, sources: [], truncated: false, host: null },
        });
      }
      return;
    case 'analyse': {
      const n = tape.analyses.size + 1;
      const file = `analysis/${n}.json`;
      tape.analyses.set(file, {
        schema: 'casefile/analysis@1',
        facts: {},
        findings: [],
        notEvaluated: [],
        scores: [],
        proposed: {
          level: oneOf(playbook.verdict.levels),
          ...{ score: 0, subject: null, reasons: [], because: [], missing: [], wouldChange: [] },
        },
        ownNoise: {},
      });
      tape.add({ type: 'ANALYSED', data: { n, file: { ...ref, file } } });
      return;
    }
    case 'ask': {
      const value = answer(playbook.questions[due.question]!, gen);
      tape.add({ type: 'ANSWERED', data: { ...given, question: due.question, value, because: 'x', shown: [] } });
      return;
    }
    case 'attach':
      if (gen(fc.boolean))
        tape.add({
          type: 'ATTACHED',
          data: { ...given, attachment: due.attachment, id: 'A1', file: ref, originalName: 'f' },
        });
      else tape.add({ type: 'UNAVAILABLE', data: { ...given, attachment: due.attachment, reason: 'x' } });
      return;
    case 'decide': {
      const level = oneOf(playbook.verdict.levels);
      tape.add({
        type: 'CONCLUDED',
        data: { ...given, level, proposed: level, score: 0, overridden: false, because: null },
      });
      return;
    }
    case 'act':
      tape.add({
        type: 'DECIDED_ACTION',
        data: { ...given, action: due.action, decision: oneOf(actionDecisions), because: null },
      });
  }
}

function answer(question: Question, gen: GeneratorValue): Json {
  if (question.type === 'choice') return gen(fc.constantFrom, ...Object.keys(question.options));
  if (question.type === 'text') return gen(fc.string);
  return Object.fromEntries(Object.keys(question.fields).map((name) => [name, gen(fc.string)]));
}
