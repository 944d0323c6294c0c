import type { RootContent } from 'mdast';
import type { JsonObject } from '../../../domain/json.js';
import type { Case } from '../../model/case.js';
import { fromOf, isObject, objects, textOf } from '../../model/facts.js';
import { cappedTable, list, paragraph } from '../../nodes/blocks.js';
import { evidence, refs } from '../../nodes/refs.js';
import { quoted, say, strong, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';

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
    ...(textOf(fact, 'disagrees')
      ? [say`Disagrees: ${quoted(textOf(fact, 'disagrees')!)}${evidence(fromOf(fact))}.`]
      : []),
  ];
  return items.length === 0 ? [] : [list(items)];
};

const candidates = (fact: JsonObject): RootContent[] => {
  const rows = objects(fact['candidates']);
  if (rows.length === 0) return [];
  return [
    paragraph(
      words(
        'Candidates only: these accounts logged on within the time that was read. That shows presence, not who installed.',
      ),
    ),
    ...cappedTable(
      ['Account', 'SID', 'Logged on (UTC)', 'Logon type', 'From', 'Evidence'],
      rows.map((row) => [
        value(row['account']),
        value(row['sid']),
        utc(row['at']),
        value(row['logonType']),
        value(row['address']),
        refs(fromOf(row)),
      ]),
      [words('the evidence files hold all')],
    ),
  ];
};
