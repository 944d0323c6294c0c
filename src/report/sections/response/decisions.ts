import type { BlockContent, PhrasingContent, RootContent } from 'mdast';
import type { Given } from '../../../domain/journal.js';
import { isObject, type Json } from '../../../domain/json.js';
import type { Question } from '../../../playbook/types.js';
import type { AnswerEntry, Standing } from '../../model/answers.js';
import type { Case } from '../../model/case.js';
import { ofType } from '../../model/collectors.js';

import { fill } from '../../model/fill.js';
import { unanswered } from '../../model/gaps.js';
import { bullets, list, paragraph, subsection } from '../../nodes/blocks.js';
import { cite } from '../../nodes/refs.js';
import { listed, phrase, quoted, say, strong, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import type { Section } from '../types.js';

/** Everything that people decided: who, when, with which evidence on screen, and why. Revised answers stay visible. */
export const decisions: Section = {
  id: 'decisions',
  title: 'Decisions',
  render: (record) => [
    ...subsection('Answers', answers(record)),
    ...subsection('Attachments', bullets(attachments(record))),
    ...subsection('Hand-overs', bullets(handovers(record))),
    ...subsection('Notes', bullets(notes(record))),
    ...subsection('Verdict', [...verdicts(record), ...reviews(record)]),
  ],
};

const sourceWords: Record<Given['source'], string> = {
  terminal: 'at the terminal',
  answers: 'from an answers file',
  command: 'by a separate command',
};

const given = (entry: { at: string; data: Given }): PhrasingContent[] =>
  say`${value(entry.data.by)} (account ${value(entry.data.account)}, ${words(sourceWords[entry.data.source])}) at ${utc(entry.at)}`;

const because = (reason: string | null): PhrasingContent[] => (reason ? say` Because: ${quoted(reason)}` : []);

const answers = (record: Case): RootContent[] => {
  const open = unanswered(record);
  return [
    ...(record.answers.length === 0
      ? [paragraph(words('None so far.'))]
      : [list(record.answers.map((answer) => ({ blocks: answerBlocks(record, answer) })))]),
    ...(open.length === 0 ? [] : [paragraph(say`Without an answer: ${listed(open.map((id) => value(id)))}.`)]),
  ];
};

const answerBlocks = (
  record: Case,
  { entry, standing }: { entry: AnswerEntry; standing: Standing },
): BlockContent[] => {
  const { question: id, value: answer, shown = [] } = { shown: undefined, ...entry.data };
  const question = record.playbook.questions[id];
  return [
    paragraph(
      strong(...(question ? phrase(fill(record, question.ask)) : [value(id)])),
      say` (${value(`answers.${id}`)})`,
    ),
    list([
      [
        ...say`${words(entry.type === 'REVISED' ? 'Revised answer: ' : 'Answer: ')}${answerText(question, answer)}.`,
        ...because(entry.data.because),
      ],
      [...given(entry), ...(shown.length > 0 ? say`; shown:${cite(shown)}` : []), words('.')],
      ...(entry.type === 'REVISED' ? [say`Revised because ${quoted(entry.data.reason)}.`] : []),
      ...(standing === 'replaced' ? [say`No longer valid: a revision replaced it.`] : []),
      ...(standing === 'dropped' ? [say`No longer valid: an earlier answer was revised after this one.`] : []),
    ]),
  ];
};

const answerText = (question: Question | undefined, answer: Json): PhrasingContent[] => {
  if (isObject(answer) && question?.type === 'choice')
    return listed(
      Object.entries(answer).map(
        ([name, json]) => say`${value(name)} ${answerText({ ...question, forEach: null }, json)}`,
      ),
    );
  if (isObject(answer))
    return listed(
      Object.entries(answer).map(
        ([field, json]) => say`${words(field)} ${json === null || json === '' ? words('not given') : value(json)}`,
      ),
    );
  const label = question?.type === 'choice' && typeof answer === 'string' ? question.options[answer] : undefined;
  return [value(answer), ...(label === undefined || label === answer ? [] : [words(` (${label})`)])];
};

const attachments = (record: Case): PhrasingContent[][] => [
  ...ofType(record.journal, 'ATTACHED').map(
    (entry) =>
      say`${value(entry.data.attachment)}: attached as ${value(entry.data.originalName)}${cite([entry.data.id])} by ${given(entry)}.`,
  ),
  ...ofType(record.journal, 'UNAVAILABLE').map(
    (entry) => say`${value(entry.data.attachment)}: unavailable, ${quoted(entry.data.reason)}, by ${given(entry)}.`,
  ),
];

const handovers = (record: Case): PhrasingContent[][] =>
  ofType(record.journal, 'HANDED_OVER').map(
    (entry) =>
      say`To ${value(entry.data.to)}, by ${given(entry)}.${entry.data.note === null ? [] : say` Note: ${quoted(entry.data.note)}`}`,
  );

const notes = (record: Case): PhrasingContent[][] =>
  ofType(record.journal, 'NOTE').map((entry) => say`${quoted(entry.data.text)}, by ${given(entry)}.`);

const verdicts = (record: Case): RootContent[] => [
  ...ofType(record.journal, 'CONCLUDED').map((entry) =>
    paragraph(
      say`${strong(words(entry.data.level))}, by ${given(entry)}. Proposed by the rules: ${words(entry.data.proposed)}.`,
      entry.data.overridden ? words(' Overridden.') : [],
      because(entry.data.because),
      entry === record.conclusion ? [] : words(' No longer valid: an answer was revised afterwards.'),
    ),
  ),
  ...(record.conclusion
    ? []
    : [
        paragraph(
          strong(words('NOT CONCLUDED.')),
          words(
            record.analysis
              ? ` So far, the rules propose ${record.analysis.proposed.level}.`
              : ' Nothing was analysed.',
          ),
        ),
      ]),
];

/** Every review, including those that a later verdict or decision made void, and whether one is missing. */
const reviews = (record: Case): RootContent[] => {
  const { needed, reviews: standing } = record.review;
  return [
    ...ofType(record.journal, 'REVIEWED').map((entry) =>
      paragraph(
        say`Reviewed: ${strong(words(entry.data.level))}, by ${given(entry)}.`,
        because(entry.data.because),
        standing.includes(entry) ? [] : words(' No longer valid: the verdict or a decision on an action came later.'),
      ),
    ),
    ...(needed.length > 0 && standing.length === 0
      ? [paragraph(strong(words('Not reviewed')), words(` (${needed.join(', ')}).`))]
      : []),
  ];
};
