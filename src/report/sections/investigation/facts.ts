import type { RootContent } from 'mdast';
import { isObject, objectsOf } from '../../../domain/json.js';
import type { Case } from '../../model/case.js';
import { type Fact, refsIn } from '../../model/facts.js';
import { paragraph, subsection } from '../../nodes/blocks.js';
import { cite } from '../../nodes/refs.js';
import { records } from '../../nodes/rows.js';
import { say, value } from '../../nodes/text.js';
import { capitalised, fieldName } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** Correlations whose rows are rows of evidence, which the other facts and the findings cite. */
const rowsThemselves = ['fullNames'];

/** Facts that a question shows, and every correlation that no other section shows. */
export const facts: Section = {
  id: 'facts',
  title: 'Facts',
  render: (record, sections = []) => {
    const elsewhere = [...rowsThemselves, ...sections.flatMap(({ shows }) => shows ?? [])];
    return record.facts
      .filter((fact) => isShown(record, fact, elsewhere) && !isEmpty(fact))
      .flatMap((fact) => subsection(capitalised(fact.about ?? fieldName(fact.name)), content(fact)));
  },
};

const isShown = ({ playbook }: Case, { name, use }: Fact, elsewhere: string[]): boolean =>
  use === null
    ? Object.values(playbook.questions).some((question) => question.show.includes(`facts.${name}`))
    : !elsewhere.includes(use);

const isEmpty = ({ value: json }: Fact): boolean => json === null || (Array.isArray(json) && json.length === 0);

const content = ({ value: json }: Fact): RootContent[] => {
  const rows = isObject(json) ? [json] : objectsOf(json);
  return rows.length > 0 ? records(rows, 'the analysis file') : [paragraph(say`${value(json)}${cite(refsIn(json))}.`)];
};
