import type { RootContent } from 'mdast';
import { isObject, type JsonObject, objectsOf } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, textOf } from '../../../model/facts.js';
import { list, paragraph } from '../../../nodes/blocks.js';
import { cite } from '../../../nodes/refs.js';
import { say, strong, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';
import { candidateTable } from './installed.js';

/**
 * Owners of the files that anchors about the configuration refer to. This is apart from who installed it, because the
 * owner of a file shows only who created or replaced that file.
 */
export const configured = (record: Case): RootContent[] => {
  const facts = record.factsBy('timeAnchors');
  if (facts.length === 0 || !hasConfiguration(record)) return [];
  const configuration = facts
    .flatMap((fact) => objectsOf(fact.value))
    .filter((anchor) => anchor['about'] === 'configuration');
  const owned = [...new Set(configuration.flatMap(fromOf))].flatMap((ref) => {
    const data = record.rows.get(ref)?.data;
    return data && textOf(data, 'owner') ? [{ ref, data }] : [];
  });
  if (owned.length === 0)
    return [
      paragraph(strong(words('Cannot say.')), words(' No owner of a configuration file is in the evidence.')),
      ...present(record),
    ];
  return [
    list(owned.map(({ ref, data }) => owner(ref, data))),
    paragraph(
      words(
        'Basis: the file owner only. That is the account that created or replaced the file, or a group that stands for it.',
      ),
    ),
    ...present(record),
  ];
};

/** Accounts that were logged on when something was configured: candidates of `serviceConfigurer` facts. */
const present = (record: Case): RootContent[] =>
  record
    .factsBy('serviceConfigurer')
    .flatMap(({ value: fact }) =>
      isObject(fact)
        ? candidateTable(
            fact,
            'Candidates only: these accounts had logged on interactively before a change of the configuration. That shows presence, not who changed it.',
          )
        : [],
    );

/** Does the playbook look at a configuration at all? For a plain service, nobody asks who configured it. */
const hasConfiguration = ({ playbook }: Case): boolean =>
  Object.values(playbook.facts).some(
    (spec) =>
      'use' in spec &&
      spec.use === 'timeAnchors' &&
      Object.values(spec.params).some((setting) => isObject(setting) && setting['about'] === 'configuration'),
  );

const owner = (ref: string, data: JsonObject) => {
  const confidence = /^S-1-5-21-.*-\d{4,}$/.test(textOf(data, 'ownerSid') ?? '') ? 'medium' : 'low';
  return say`${value(data['file'])}, created ${utc(data['created'])}, belongs to ${value(data['owner'])}, confidence ${strong(words(confidence))}${cite([ref])}.`;
};
