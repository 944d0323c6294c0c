import type { RootContent } from 'mdast';
import { evidenceRef } from '../../../domain/evidence.js';
import { type JsonObject, objectsOf } from '../../../domain/json.js';
import { type Case, collectorsIn } from '../../model/case.js';
import type { CollectorState } from '../../model/collectors.js';
import { fromOf, textOf } from '../../model/facts.js';
import { firstRows } from '../../model/rows.js';
import { bullets, paragraph, subsection } from '../../nodes/blocks.js';
import { collectorOutcome } from '../../nodes/collectors.js';
import { cite } from '../../nodes/refs.js';
import { records, recordsShown } from '../../nodes/rows.js';
import { say, value } from '../../nodes/text.js';
import { capitalised } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** Which host it is, and the rows that the responder saw with the questions. */
export const host: Section = {
  id: 'host',
  title: 'Host',
  shows: ['hostRoles'],
  render: (record) => [
    ...bullets(roles(record)),
    ...collectorsToShow(record).flatMap((state) => rowsOfCollector(record, state)),
  ],
};

const roles = (record: Case) =>
  record
    .factsBy('hostRoles')
    .flatMap((fact) => objectsOf(fact.value))
    .map((row) => say`Role: ${value(textOf(row, 'role'))}${cite(fromOf(row))}.`);

/** The collectors that the roles come from, then those that a question shows. */
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
  const rows = (item ? firstRows(item, recordsShown) : []).map(
    ({ row, data }): JsonObject => ({ ...data, from: [evidenceRef(state.evidence, row)] }),
  );
  return subsection(
    capitalised(record.playbook.collectors[state.id]!.answers),
    rows.length === 0 ? [paragraph(say`${collectorOutcome(state)}.`)] : records(rows, 'the evidence file', state.items),
  );
};
