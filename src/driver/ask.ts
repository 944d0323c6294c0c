import type { JsonObject } from '../domain/json.js';
import { namesOf } from '../playbook/answers/names.js';
import { completeAnswer } from '../playbook/answers/values.js';
import { evaluate, renderTemplate } from '../playbook/conditions/index.js';
import type { Step } from '../playbook/types.js';
import { rowsOnScreen, type Shown } from '../terminal/types.js';
import { type Asking, given } from './asking.js';
import type { LiveCase } from './live-case.js';
import { scopeWithEvidence } from './scope.js';

const refsOf = ({ from }: JsonObject): string[] =>
  Array.isArray(from) ? from.filter((ref): ref is string => typeof ref === 'string') : [];

/** Looks up what a question shows: facts and evidence by their path. */
function shownFor(live: LiveCase, paths: string[]): Shown[] {
  const scope = scopeWithEvidence(live, paths);
  return paths.map((path) => {
    const result = evaluate(path, scope);
    const value = result.ok ? result.value : null;
    const rows = (Array.isArray(value) ? value : [value]).filter(
      (row): row is JsonObject => row !== null && typeof row === 'object' && !Array.isArray(row),
    );
    return {
      title: titleOf(live, path),
      rows,
      refs: [...new Set(rows.slice(0, rowsOnScreen).flatMap(refsOf))],
    };
  });
}

/** `facts.connections` is titled by what the playbook says that it is about. */
function titleOf(live: LiveCase, path: string): string {
  const [root, name = ''] = path.split('.');
  const { facts, collectors } = live.folder.playbook;
  const about = root === 'facts' ? facts[name]?.about : collectors[name]?.answers;
  return about ?? name;
}

/** Shows the evidence for an answer, asks, and records the answer with the evidence that was on screen. */
export async function ask(live: LiveCase, step: Step, id: string, asking: Asking): Promise<void> {
  const question = live.folder.playbook.questions[id]!;
  const shown = shownFor(live, question.show);
  const previous = live.folder.journal.entries.findLast(
    (entry) => entry.type === 'ANSWERED' && entry.data.question === id,
  );
  const scope = scopeWithEvidence(live, []);
  const names = namesOf(question, scope);
  const { value, because } = await asking.respondent.ask({
    id,
    title: step.title,
    ask: renderTemplate(question.ask, scope).segments,
    question,
    names,
    shown,
    previous: previous?.type === 'ANSWERED' ? previous.data.value : null,
  });
  const refs = shown.flatMap((block) => block.refs);
  live.record({
    type: 'ANSWERED',
    data: {
      ...given(asking),
      question: id,
      value: completeAnswer(question, value, names),
      because,
      shown: [...new Set(refs)],
    },
  });
}
