import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Given } from '../domain/journal.js';
import type { Json, JsonObject } from '../domain/json.js';
import { usageError } from '../errors.js';
import { completeAnswer } from '../playbook/answer-values.js';
import { evaluate, renderCommand, renderTemplate } from '../playbook/conditions.js';
import type { Expression, Step } from '../playbook/types.js';
import type { Respondent, Shown } from '../terminal/types.js';
import type { LiveCase } from './live-case.js';
import { scopeWithEvidence } from './scope.js';

/** The effects that need a person. Each asks once, and journals what was said, by whom, and on what shown evidence. */
export interface Asking {
  respondent: Respondent;
  /** Operating-system account. */
  account: string;
}

const given = ({ respondent, account }: Asking): Given => ({ by: respondent.by, account, source: respondent.source });

const refsOf = (value: Json): string[] => {
  const rows = Array.isArray(value) ? value : [value];
  return rows.flatMap((row) => {
    const from = row !== null && typeof row === 'object' && !Array.isArray(row) ? row['from'] : null;
    return Array.isArray(from) ? from.filter((ref): ref is string => typeof ref === 'string') : [];
  });
};

/** Looks up what a question shows: facts and evidence by their path. */
function shownFor(live: LiveCase, paths: string[], step: Step): Shown[] {
  const expressions: Expression[] = paths.map((source) => ({ source, at: step.at }));
  const scope = scopeWithEvidence(live, expressions);
  return expressions.map((expression) => {
    const result = evaluate(expression, scope);
    const value = result.ok ? result.value : null;
    const rows = (Array.isArray(value) ? value : [value]).filter(
      (row): row is JsonObject => row !== null && typeof row === 'object' && !Array.isArray(row),
    );
    return { title: titleOf(live, expression.source), rows, refs: [...new Set(refsOf(value))] };
  });
}

/** `facts.connections` is titled by what the playbook says that it is about. */
function titleOf(live: LiveCase, path: string): string {
  const [root, name = ''] = path.split('.');
  const { facts, collectors } = live.folder.playbook;
  const about = root === 'facts' ? facts[name]?.about : collectors[name]?.answers;
  return about ?? name;
}

export async function ask(live: LiveCase, step: Step, id: string, asking: Asking): Promise<void> {
  const question = live.folder.playbook.questions[id]!;
  const shown = shownFor(live, question.show, step);
  const previous = live.folder.journal.entries.findLast(
    (entry) => entry.type === 'ANSWERED' && entry.data.question === id,
  );
  const { value, because } = await asking.respondent.ask({
    id,
    title: step.title,
    ask: renderTemplate(question.ask, scopeWithEvidence(live, [])).segments,
    question,
    shown,
    previous: previous?.type === 'ANSWERED' ? previous.data.value : null,
  });
  const refs = shown.flatMap((block) => block.refs);
  live.record({
    type: 'ANSWERED',
    data: {
      ...given(asking),
      question: id,
      value: completeAnswer(question, value),
      because,
      shown: [...new Set(refs)],
    },
  });
}

export async function attach(live: LiveCase, step: Step, id: string, asking: Asking): Promise<void> {
  const spec = live.folder.playbook.attachments[id]!;
  const scope = scopeWithEvidence(live, []);
  const answer = await asking.respondent.attach({
    id,
    title: step.title,
    ask: renderTemplate(spec.ask, scope).segments,
    handOff: spec.handOff.map(({ title, language, text }) => ({
      title,
      language,
      text: renderCommand(text, scope, language).text,
    })),
  });
  if ('unavailable' in answer) {
    live.record({ type: 'UNAVAILABLE', data: { ...given(asking), attachment: id, reason: answer.unavailable } });
    return;
  }
  const number = live.nextId('A');
  const file = live.folder.writeAttachment(number, basename(answer.file), readAttachment(answer.file, id));
  live.record({
    type: 'ATTACHED',
    data: { ...given(asking), attachment: id, id: number, file, originalName: basename(answer.file) },
  });
}

function readAttachment(path: string, id: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw usageError('attachment-unreadable', {
      what: `The file for the attachment ${id} cannot be read (${(error as NodeJS.ErrnoException).code})`,
      where: path,
      expected: 'a file that this account may read',
      next: `Name another file as attach.${id}.file, or say why there is none as attach.${id}.unavailable.`,
    });
  }
}

export async function decide(live: LiveCase, asking: Asking): Promise<void> {
  const { verdict: rules } = live.folder.playbook;
  const { proposed, findings } = live.analysis!;
  const answer = await asking.respondent.decide({
    proposed,
    levels: rules.levels,
    benign: rules.benign,
    reasons: proposed.reasons.flatMap((index) => findings[index] ?? []),
  });
  const override = 'level' in answer && answer.level !== proposed.level ? answer : null;
  live.record({
    type: 'CONCLUDED',
    data: {
      ...given(asking),
      level: override?.level ?? proposed.level,
      proposed: proposed.level,
      score: proposed.score,
      overridden: override !== null,
      because: override?.because ?? null,
    },
  });
}

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
