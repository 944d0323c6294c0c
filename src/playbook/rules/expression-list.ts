import type { CommandLanguage, Expression, Playbook, TemplateText } from '../types.js';
import type { Path } from '../yaml/places.js';

/** A place of the playbook that holds CEL, and what may be named there. */
export interface CelPlace {
  path: Path;
  /** A condition or value, or a text with `{{ CEL }}` in it. */
  text: Expression | TemplateText;
  template: boolean;
  /** For a command: the language that values are quoted for. */
  language?: CommandLanguage;
  /** Names that have a value there. */
  names: readonly string[];
  /** CEL that gives the list that `row` walks through. */
  rows?: Expression | null;
  /** Facts that exist there; absent = all. */
  facts?: readonly string[];
}

// The order in which a case knows things: rows of evidence, facts, findings, verdict.
const known = [
  'detection',
  'alerts',
  'inputs',
  'data',
  'answers',
  'coverage',
  'evidence',
  'attached',
  'attachment',
  'facts',
];
const found = [...known, 'findings'];
const decided = [...found, 'verdict'];
/** The machine decides on a small state, without rows and files. */
const state = decided.filter((name) => !['evidence', 'attached', 'attachment'].includes(name));

export function celPlaces(playbook: Playbook): CelPlace[] {
  const places: CelPlace[] = [];
  type More = Partial<Pick<CelPlace, 'language' | 'rows' | 'facts'>>;
  const add =
    (template: boolean) =>
    (text: Expression | null, names: readonly string[], path: Path, more: More = {}) => {
      if (text) places.push({ text, template, names, path, ...more });
    };
  const cel = add(false);
  const says = add(true);

  for (const [id, { parameters }] of Object.entries(playbook.collectors))
    for (const [name, value] of Object.entries(parameters)) cel(value, known, ['collectors', id, 'parameters', name]);

  const factNames = Object.keys(playbook.facts);
  for (const [n, [name, fact]] of Object.entries(playbook.facts).entries()) {
    const above = { facts: factNames.slice(0, n) };
    if ('value' in fact) cel(fact.value, known, ['facts', name, 'value'], above);
    else for (const [key, value] of Object.entries(fact.with)) cel(value, known, ['facts', name, 'with', key], above);
  }

  for (const [n, finding] of playbook.findings.entries()) {
    const at = (key: string): Path => ['findings', n, key];
    const rows = { rows: finding.forEach };
    const names = finding.forEach ? [...known, 'row'] : known;
    cel(finding.forEach, known, at('forEach'));
    cel(finding.when, names, at('when'), rows);
    cel(finding.subject, names, at('subject'), rows);
    cel(finding.from, names, at('from'), rows);
    says(finding.says, names, at('says'), rows);
  }

  for (const [id, question] of Object.entries(playbook.questions)) {
    says(question.ask, decided, ['questions', id, 'ask']);
    if (question.type === 'choice') cel(question.forEach, state, ['questions', id, 'forEach']);
  }
  for (const [id, { ask, handOff }] of Object.entries(playbook.attachments)) {
    says(ask, decided, ['attachments', id, 'ask']);
    for (const [n, { text, language }] of handOff.entries())
      says(text, decided, ['attachments', id, 'handOff', n, 'text'], { language });
  }
  for (const [n, { next }] of playbook.steps.entries())
    for (const [m, { when }] of next.entries()) cel(when, state, ['steps', n, 'next', m, 'when']);

  const { otherwise, atLeast, wouldChange } = playbook.verdict;
  for (const [n, { when, because }] of otherwise.entries()) {
    cel(when, found, ['verdict', 'otherwise', n, 'when']);
    says(because, found, ['verdict', 'otherwise', n, 'because']);
  }
  for (const [n, { when, because }] of atLeast.entries()) {
    cel(when, found, ['verdict', 'atLeast', n, 'when']);
    says(because, found, ['verdict', 'atLeast', n, 'because']);
  }
  for (const [n, change] of wouldChange.entries()) {
    cel(change.when, found, ['verdict', 'wouldChange', n, 'when']);
    says(change.says, found, ['verdict', 'wouldChange', n, 'says']);
  }

  for (const [id, { when, command, check, undo, language }] of Object.entries(playbook.actions)) {
    cel(when, state, ['actions', id, 'when']);
    says(command, decided, ['actions', id, 'command'], { language });
    says(check, decided, ['actions', id, 'check'], { language });
    says(undo, decided, ['actions', id, 'undo'], { language });
  }
  return places;
}
