import type { PhrasingContent, RootContent } from 'mdast';
import { isObject, type JsonObject, objectsOf } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, textOf } from '../../../model/facts.js';
import { accountWithConfidence } from '../../../nodes/accounts.js';
import { bullets, cappedTable, paragraph } from '../../../nodes/blocks.js';
import { cite, refs } from '../../../nodes/refs.js';
import { quoted, say, strong, value, valueOrBlank, valuesOf, words } from '../../../nodes/text.js';
import { utc, utcOrBlank } from '../../../nodes/time.js';

/** The installing account with its confidence and the chain of records behind it, from each `serviceInstaller` fact. */
export const installed = (record: Case): RootContent[] =>
  record
    .factsBy('serviceInstaller')
    .flatMap(({ value: fact }) =>
      isObject(fact) ? [account(fact), ...bullets(chain(fact)), ...candidates(fact)] : [],
    );

const account = (fact: JsonObject): RootContent => {
  const reason = textOf(fact, 'reason');
  const basis = reason === null ? [] : say` Basis: ${quoted(reason)}.`;
  const named = accountWithConfidence(fact, { sid: true });
  return named === null
    ? paragraph(strong(words('Cannot say.')), basis, cite(fromOf(fact)))
    : paragraph(say`${named}${cite(fromOf(fact))}.`, basis);
};

const chain = (fact: JsonObject): PhrasingContent[][] => {
  const { process, logon, parents } = fact;
  const from = cite(fromOf(fact));
  return [
    ...(isObject(process)
      ? [
          say`Process ${value(process['image'])}, command line ${value(process['commandLine'])}, started by ${value(process['parentImage'])} at ${utc(process['at'])}${from}.`,
        ]
      : []),
    ...(isObject(logon)
      ? [
          say`Logon type ${value(logon['type'])} from ${value(logon['address'])} (${value(logon['scope'])}) at ${utc(logon['at'])}, logon id ${value(logon['logonId'])}${from}.`,
        ]
      : []),
    // With one parent, the process above already names it.
    ...(Array.isArray(parents) && parents.length > 1
      ? [say`Parents of that process, nearest first: ${valuesOf(parents)}${from}.`]
      : []),
    ...(fact['how'] === 'network'
      ? [
          say`A network logon from another address created the service. The records that were read contain no process of that logon.`,
        ]
      : []),
    ...objectsOf(fact['possibleProcesses']).map(
      (row) =>
        say`Candidate only: the same logon started ${value(row['image'])}, command line ${value(row['commandLine'])}, at ${utc(row['at'])}${cite(fromOf(row))}.`,
    ),
    ...(textOf(fact, 'disagrees') ? [say`Other records disagree: ${quoted(textOf(fact, 'disagrees')!)}${from}.`] : []),
  ];
};

const candidates = (fact: JsonObject): RootContent[] =>
  candidateTable(
    fact,
    'Candidates only: these accounts logged on within the time that was read, or own a file or a profile that the installation left. That shows presence, not who installed it.',
  );

/** Accounts that may have done it, with the basis for each. */
export const candidateTable = (fact: JsonObject, note: string): RootContent[] => {
  const rows = objectsOf(fact['candidates']);
  if (rows.length === 0) return [];
  return [
    paragraph(words(note)),
    ...cappedTable(
      ['Account', 'SID', 'Basis', 'At (UTC)', 'Logon type', 'From', 'Evidence'],
      rows.map((row) => [
        value(row['account']),
        value(row['sid']),
        words(textOf(row, 'basis') ?? 'logged on'),
        utcOrBlank(row['at']),
        valueOrBlank(row['logonType']),
        valueOrBlank(row['address']),
        refs(fromOf(row)),
      ]),
      'the evidence files',
    ),
  ];
};
