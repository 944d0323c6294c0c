import type { RootContent } from 'mdast';
import type { Case } from '../../model/case.js';
import { type Fact, isObject, objects, refsIn } from '../../model/facts.js';
import { heading, paragraph } from '../../nodes/blocks.js';
import { evidence } from '../../nodes/refs.js';
import { records } from '../../nodes/rows.js';
import { say, value, words } from '../../nodes/text.js';
import { capitalised, fieldName } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** Correlations that have a section of their own. */
const elsewhere = new Set([
  'hostRoles',
  'serviceInstaller',
  'timeAnchors',
  'changeWindows',
  'eventIntervals',
  'connectionOwner',
  'pairedConnections',
  'triggeringRecord',
  'serviceConfigurer',
  'packageRemovals',
  'logCoverage',
  'networkHistory',
  'relayedLogons',
]);

/** The other facts: what a question shows, and every correlation that no section knows. */
export const facts: Section = {
  id: 'facts',
  title: 'Facts',
  render: (record) =>
    record.facts
      .filter((fact) => isShown(record, fact) && !isEmpty(fact))
      .flatMap((fact) => [heading(3, words(capitalised(fact.about ?? fieldName(fact.name)))), ...content(fact)]),
};

const isShown = ({ playbook }: Case, { name, use }: Fact): boolean =>
  use === null
    ? Object.values(playbook.questions).some((question) => question.show.includes(`facts.${name}`))
    : !elsewhere.has(use);

const isEmpty = ({ value: json }: Fact): boolean => json === null || (Array.isArray(json) && json.length === 0);

const content = ({ value: json }: Fact): RootContent[] => {
  const rows = isObject(json) ? [json] : objects(json);
  return rows.length > 0 ? records(rows) : [paragraph(say`${value(json)}${evidence(refsIn(json))}.`)];
};
