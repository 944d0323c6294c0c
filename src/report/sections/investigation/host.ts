import type { RootContent } from 'mdast';
import { evidenceRef } from '../../../domain/evidence.js';
import type { JsonObject } from '../../../domain/json.js';
import { type Case, collectorsIn } from '../../model/case.js';
import type { CollectorState } from '../../model/collectors.js';
import { fromOf, objects, textOf } from '../../model/facts.js';
import { firstRows } from '../../model/rows.js';
import { heading, list, paragraph } from '../../nodes/blocks.js';
import { evidence } from '../../nodes/refs.js';
import { records, recordsShown } from '../../nodes/rows.js';
import { say, value, words } from '../../nodes/text.js';
import { outcomeWords } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** Which host it is, and the rows that the responder was shown with the questions. */
export const host: Section = {
  id: 'host',
  title: 'Host',
  render: (record) => [
    ...roles(record),
    ...collectorsToShow(record).flatMap((state) => rowsOfCollector(record, state)),
  ],
};

const roles = (record: Case): RootContent[] => {
  const rows = record.factsBy('hostRoles').flatMap((fact) => objects(fact.value));
  return rows.length === 0
    ? []
    : [list(rows.map((row) => say`Role: ${value(textOf(row, 'role'))}${evidence(fromOf(row))}.`))];
};

/** The collectors that the roles are read from, then those that a question shows. */
const collectorsToShow = (record: Case): CollectorState[] => {
  const shown = Object.values(record.playbook.questions).flatMap((question) => question.show);
  return [
    ...new Set([
      ...Object.values(record.playbook.facts).flatMap((spec) =>
        'use' in spec && spec.use === 'hostRoles' ? collectorsIn(record, spec.with['host']) : [],
      ),
      ...record.collectors.filter(({ id }) => shown.includes(`evidence.${id}`)),
    ]),
  ];
};

const rowsOfCollector = (record: Case, state: CollectorState): RootContent[] => {
  const item = record.evidenceOf(state.id);
  const title = heading(3, words(`Collected: ${record.playbook.collectors[state.id]!.answers}`));
  if (!item) return [title, paragraph(say`${value(state.id)}: ${words(outcomeWords[state.outcome])}.`)];
  const rows = firstRows(item, recordsShown).map(
    ({ row, data }): JsonObject => ({ ...data, from: [evidenceRef(item.header.evidence, row)] }),
  );
  return rows.length === 0
    ? [
        title,
        paragraph(say`${value(state.id)}: ${words(outcomeWords[state.outcome])}${evidence([item.header.evidence])}.`),
      ]
    : [title, ...records(rows, state.items)];
};
