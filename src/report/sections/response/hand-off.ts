import type { RootContent } from 'mdast';
import type { Case } from '../../model/case.js';
import { fill, fillCommand } from '../../model/fill.js';
import { code, heading, paragraph } from '../../nodes/blocks.js';
import { listed, phrase, say, strong, value, words } from '../../nodes/text.js';
import type { Section } from '../types.js';

/** Queries for people with access elsewhere, for every export that the case does not have or could not read. */
export const handOff: Section = {
  id: 'hand-off',
  title: 'Hand-off',
  render: (record) => {
    const open = record.attachments.filter(({ outcome }) => outcome === 'notRun' || outcome === 'failed');
    const sheets = open.flatMap(({ id }) => sheet(record, id));
    if (sheets.length === 0) return [];
    return [
      paragraph(
        words('Someone with access must run these queries elsewhere. Values that the case found are filled in.'),
      ),
      ...sheets,
    ];
  },
};

function sheet(record: Case, id: string): RootContent[] {
  const spec = record.playbook.attachments[id]!;
  if (spec.handOff.length === 0) return [];
  return [
    heading(3, ...phrase(fill(record, spec.ask))),
    ...spec.handOff.flatMap(({ title, language, text }) => {
      const command = fillCommand(record, text, language);
      if (command.missing.length > 0)
        return [
          paragraph(
            strong(words(title)),
            say`: left out, because the case does not know ${listed(command.missing.map((name) => value(name)))}.`,
          ),
        ];
      return [paragraph(strong(words(title)), words(` (${language})`)), code(command.text, language)];
    }),
  ];
}
