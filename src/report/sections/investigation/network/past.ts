import type { PhrasingContent, RootContent } from 'mdast';
import { type Json, type JsonObject, objectsOf } from '../../../../domain/json.js';
import { type Case, collectorsIn } from '../../../model/case.js';
import type { CollectorState } from '../../../model/collectors.js';
import { type Fact, fromOf } from '../../../model/facts.js';
import { type Cell, cappedTable, paragraph, subsection } from '../../../nodes/blocks.js';
import { collectorOutcomes, withoutAnswer } from '../../../nodes/collectors.js';
import { cite, refs } from '../../../nodes/refs.js';
import { endpoint, listed, say, value, valueOrBlank, valuesOf, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';

/** Where all rows of a table are. */
export const allRows = 'the analysis file and the evidence files';

/** Connections that a log recorded (`networkHistory`), and logons that may have been relayed (`relayedLogons`). */
export const networkPast = (record: Case): RootContent[] => [
  ...record.factsBy('networkHistory').flatMap((fact) => history(record, fact)),
  ...record.factsBy('relayedLogons').flatMap((fact) => logons(record, fact)),
];

const history = (record: Case, fact: Fact): RootContent[] => {
  const rows = objectsOf(fact.value);
  return subsection(`History: ${fact.about ?? fact.name}`, [
    paragraph(
      words(
        'This shows only what a log was set to record. Event 5156, Sysmon event 3 and the log of Windows Firewall are off by default. A connection that is missing here may still have happened.',
      ),
    ),
    ...(rows.length === 0
      ? [nothingFound(record, fact, 'connection')]
      : cappedTable(
          ['Kind', 'Remote', 'Scope', 'Times', 'First (UTC)', 'Last (UTC)', 'Action', 'Process', 'Log', 'Evidence'],
          rows.map(historyCells),
          allRows,
        )),
  ]);
};

const historyCells = (row: JsonObject): Cell[] => [
  value(row['class']),
  remote(row['remoteAddress'], row['remotePort'], row['localPort']),
  value(row['scope']),
  value(row['count']),
  utc(row['first']),
  utc(row['last']),
  value(row['action']),
  row['attributed'] === true ? valuesOf(row['processIds'], 5) : words('not in the log'),
  value(row['log']),
  refs(fromOf(row)),
];

const remote = (address: Json | undefined, port: Json | undefined, own: Json | undefined): Cell =>
  typeof port !== 'number' && typeof own === 'number'
    ? say`${value(address)} to local port ${value(own)}`
    : endpoint(address, port);

const logons = (record: Case, fact: Fact): RootContent[] => {
  const rows = objectsOf(fact.value);
  const head = ['Account', 'Event', 'Logon type', 'From', 'Times', 'First (UTC)', 'Last (UTC)'];
  return subsection(
    `Logons: ${fact.about ?? fact.name}`,
    rows.length === 0
      ? [nothingFound(record, fact, 'logon')]
      : [
          paragraph(
            words(
              'Possible, not certain: programs of the host log on through loopback, too. No log says which of these logons came through the service.',
            ),
          ),
          ...cappedTable([...head, 'Up at that time', 'At the same moment', 'Evidence'], rows.map(logonCells), allRows),
        ],
  );
};

const logonCells = (row: JsonObject): Cell[] => [
  value(row['account'] ?? row['sid']),
  valuesOf(row['eventIds']),
  valueOrBlank(row['logonType']),
  say`${value(row['address'])} (${value(row['scope'])})`,
  value(row['count']),
  utc(row['first']),
  utc(row['last']),
  valuesOf(row['connections'], 5),
  listed([
    ...(row['withSession'] === true ? [[words('a relayed session')]] : []),
    ...(row['shell'] === true ? [[words('a WinRM shell')]] : []),
  ]),
  refs(fromOf(row)),
];

/** Says what an empty list is based on. Only the collector of the rows can prove absence. */
const nothingFound = (record: Case, { name }: Fact, what: 'connection' | 'logon'): RootContent => {
  const spec = record.playbook.facts[name];
  const behind = spec && 'use' in spec ? collectorsIn(record, spec.with['rows'] ?? spec.with['logons']) : [];
  const missing = withoutAnswer(behind);
  if (behind.length === 0) return paragraph(words('Cannot say: no collector was asked.'));
  if (missing.length > 0) return paragraph(say`Cannot say: ${collectorOutcomes(missing)}.`);
  const ranges = listed(behind.flatMap(rangesRead));
  const [only, ...others] = behind;
  if (others.length === 0 && only!.outcome === 'empty')
    return ranges.length > 0
      ? paragraph(say`Nothing found in ${ranges}${cite([only!.evidence])}.`)
      : paragraph(say`Nothing found by ${value(only!.id)}${cite([only!.evidence])}.`);
  // Rows were collected, and none of them is a connection or logon of this kind.
  return ranges.length > 0
    ? paragraph(say`No such ${words(what)} in ${ranges}, from ${collectorOutcomes(behind)}.`)
    : paragraph(say`No such ${words(what)}, from ${collectorOutcomes(behind)}.`);
};

const rangesRead = ({ sources }: CollectorState): PhrasingContent[][] =>
  sources
    .filter(({ from }) => from !== null)
    .map(({ name, from, to }) => say`${value(name)} from ${utc(from)} to ${utc(to)}`);
