import type { BlockContent, RootContent } from 'mdast';
import type { ActionDecision } from '../../../domain/journal.js';
import type { CommandLanguage, TemplateText } from '../../../playbook/types.js';
import { type ShownAction, shownActions, withheldActions } from '../../model/actions.js';
import type { Case } from '../../model/case.js';
import { fillCommand } from '../../model/fill.js';
import { code, heading, list, paragraph } from '../../nodes/blocks.js';
import { listed, quoted, say, strong, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import type { Section } from '../types.js';

const decisionWords: Record<ActionDecision, string> = {
  done: 'done',
  planned: 'planned',
  declined: 'declined',
  notApplicable: 'not applicable',
};

/** Containment cards, for a person to run, with their undo. */
export const actions: Section = {
  id: 'actions',
  title: 'Actions',
  render: (record) => {
    const shown = shownActions(record);
    if (shown.length === 0) return [paragraph(words('This case has no actions so far.')), ...withheld(record)];
    return [
      paragraph(
        strong(words('casefile ran none of these commands.')),
        words(' A person reads, approves and runs each of them.'),
      ),
      ...shown.flatMap((each) => card(record, each)),
      ...withheld(record),
    ];
  },
};

/** Actions that a legal hold withholds, with the reason, so that nobody takes their absence for an oversight. */
const withheld = (record: Case): RootContent[] => {
  const titles = withheldActions(record).map(({ title }) => [words(title)]);
  if (titles.length === 0) return [];
  return [
    paragraph(
      strong(words('Withheld, because this case is under a legal hold.')),
      words(' These actions destroy what could be evidence:'),
    ),
    list(titles),
  ];
};

const card = (record: Case, { action, decision }: ShownAction): RootContent[] => [
  heading(3, words(action.title)),
  paragraph(
    decision
      ? say`Decision: ${strong(words(decisionWords[decision.data.decision]))}, by ${value(decision.data.by)} at ${utc(decision.at)}${decision.data.because ? say`, because ${quoted(decision.data.because)}` : []}.`
      : say`Decision: ${strong(words('open'))}.`,
  ),
  ...command(record, action.command, action.language),
  list([
    say`Effect: ${words(action.effect)}`,
    say`Risk: ${words(action.risk)}`,
    ...(action.destroys ? [say`${strong(words('Destroys evidence.'))}`] : []),
    ...(action.after.length === 0
      ? []
      : [say`Do first: ${words(action.after.map((id) => record.playbook.actions[id]?.title ?? id).join(', '))}`]),
    { blocks: [paragraph(words('Check:')), ...command(record, action.check, action.language)] },
    action.undo === null
      ? say`Undo: none.`
      : { blocks: [paragraph(words('Undo:')), ...command(record, action.undo, action.language)] },
  ]),
];

const command = (record: Case, template: TemplateText, language: CommandLanguage): BlockContent[] => {
  const { text, missing } = fillCommand(record, template, language);
  return [
    code(text, language),
    ...(missing.length === 0
      ? []
      : [
          paragraph(
            say`Fill in by hand, because the case does not know it: ${listed(missing.map((name) => value(name)))}.`,
          ),
        ]),
  ];
};
