import type { RootContent } from 'mdast';
import type { JsonObject } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, isObject, objects, textOf } from '../../../model/facts.js';
import { cappedTable, list, paragraph } from '../../../nodes/blocks.js';
import { evidence, refs } from '../../../nodes/refs.js';
import { listed, quoted, say, strong, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';

/** The installing account with its confidence and the chain that it rests on, from each `serviceInstaller` fact. */
export const installed = (record: Case): RootContent[] =>
  record
    .factsBy('serviceInstaller')
    .flatMap(({ value: fact }) => (isObject(fact) ? [account(fact), ...chain(fact), ...candidates(fact)] : []));

const account = (fact: JsonObject): RootContent => {
  const name = textOf(fact, 'account') ?? textOf(fact, 'sid');
  const reason = textOf(fact, 'reason');
  const basis = reason === null ? [] : say` Basis: ${quoted(reason)}.`;
  return name === null
    ? paragraph(strong(words('Cannot say.')), basis, evidence(fromOf(fact)))
    : paragraph(
        say`${value(name)}${textOf(fact, 'account') && textOf(fact, 'sid') ? say` (${value(textOf(fact, 'sid'))})` : []}, confidence ${strong(words(textOf(fact, 'confidence') ?? 'not known'))}${evidence(fromOf(fact))}.`,
        basis,
      );
};

const chain = (fact: JsonObject): RootContent[] => {
  const { process, logon } = fact;
  const items = [
    ...(isObject(process)
      ? [
          say`Process ${value(process['image'])}, command line ${value(process['commandLine'])}, started by ${value(process['parentImage'])} at ${utc(process['at'])}${evidence(fromOf(fact))}.`,
        ]
      : []),
    ...(isObject(logon)
      ? [
          say`Logon type ${value(logon['type'])} from ${value(logon['address'])} (${value(logon['scope'])}) at ${utc(logon['at'])}, logon id ${value(logon['logonId'])}${evidence(fromOf(fact))}.`,
        ]
      : []),
    ...above(fact),
    ...how(fact),
    ...objects(fact['possibleProcesses']).map(
      (row) =>
        say`Candidate only: the same logon started ${value(row['image'])}, command line ${value(row['commandLine'])}, at ${utc(row['at'])}${evidence(fromOf(row))}.`,
    ),
    ...(textOf(fact, 'disagrees')
      ? [say`Disagrees: ${quoted(textOf(fact, 'disagrees')!)}${evidence(fromOf(fact))}.`]
      : []),
  ];
  return items.length === 0 ? [] : [list(items)];
};

/** What started the process, and what started that, as far as the records go. */
const above = (fact: JsonObject) => {
  const parents = Array.isArray(fact['parents']) ? fact['parents'] : [];
  return parents.length < 2
    ? []
    : [
        say`Above that process, nearest first: ${listed(parents.map((image) => value(image)))}${evidence(fromOf(fact))}.`,
      ];
};

const how = (fact: JsonObject) =>
  fact['how'] === 'network'
    ? [say`A network logon from another address created the service; no process of that logon is in the records read.`]
    : [];

const candidates = (fact: JsonObject): RootContent[] =>
  candidateTable(
    fact,
    'Candidates only: these accounts logged on within the time that was read, or own a file or a profile that the installation left. That shows presence, not who installed.',
  );

/** Accounts that may have done it, with what there is of each. */
export const candidateTable = (fact: JsonObject, note: string): RootContent[] => {
  const rows = objects(fact['candidates']);
  if (rows.length === 0) return [];
  return [
    paragraph(words(note)),
    ...cappedTable(
      ['Account', 'SID', 'What there is', 'At (UTC)', 'Logon type', 'From', 'Evidence'],
      rows.map((row) => [
        value(row['account']),
        value(row['sid']),
        words(textOf(row, 'basis') ?? 'logged on'),
        textOf(row, 'at') ? utc(row['at']) : [],
        row['logonType'] === null ? [] : value(row['logonType']),
        row['address'] === null ? [] : value(row['address']),
        refs(fromOf(row)),
      ]),
      [words('the evidence files hold all')],
    ),
  ];
};
