import type { PhrasingContent, RootContent } from 'mdast';
import type { JsonObject } from '../../../../domain/json.js';
import { type Case, collectorsIn } from '../../../model/case.js';
import type { CollectorState } from '../../../model/collectors.js';
import { type Fact, fromOf, objects } from '../../../model/facts.js';
import { type Cell, cappedTable, heading, paragraph } from '../../../nodes/blocks.js';
import { evidence, refs } from '../../../nodes/refs.js';
import { listed, say, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';
import { outcomeWords } from '../../../nodes/wording.js';

const rest = [words('the analysis file and the evidence files hold all')];

/** Connections that some log holds (`networkHistory`), and logons that may have been relayed (`relayedLogons`). */
export const networkPast = (record: Case): RootContent[] => [
  ...record.factsBy('networkHistory').flatMap((fact) => history(record, fact)),
  ...record.factsBy('relayedLogons').flatMap((fact) => logons(record, fact)),
];

const history = (record: Case, fact: Fact): RootContent[] => [
  heading(3, words(`History: ${fact.about ?? fact.name}`)),
  paragraph(
    words(
      'Only what some log was set to hold: 5156, event 3 of Sysmon and the log of Windows Firewall are off by default. What is not here may have happened all the same.',
    ),
  ),
  ...(objects(fact.value).length === 0
    ? [nothing(record, fact)]
    : cappedTable(
        ['Kind', 'Far end', 'Scope', 'Times', 'First (UTC)', 'Last (UTC)', 'Action', 'Process', 'Log', 'Evidence'],
        objects(fact.value).map(historyCells),
        rest,
      )),
];

const historyCells = (row: JsonObject): Cell[] => [
  value(row['class']),
  end(row['remoteAddress'], row['remotePort'], row['localPort']),
  value(row['scope']),
  value(row['count']),
  utc(row['first']),
  utc(row['last']),
  value(row['action']),
  row['attributed'] === true
    ? listed((Array.isArray(row['processIds']) ? row['processIds'] : []).slice(0, 5).map((id) => value(id)))
    : words('not in the log'),
  value(row['log']),
  refs(fromOf(row)),
];

const logons = (record: Case, fact: Fact): RootContent[] => [
  heading(3, words(`Logons: ${fact.about ?? fact.name}`)),
  ...(objects(fact.value).length === 0
    ? [nothing(record, fact)]
    : [
        paragraph(
          words(
            'Possible, not certain: programs of the host log on through loopback, too. No log says which of these logons came through the service.',
          ),
        ),
        ...cappedTable(
          [
            'Account',
            'Event',
            'Logon type',
            'From',
            'Times',
            'First (UTC)',
            'Last (UTC)',
            'Up then',
            'Beside it',
            'Evidence',
          ],
          objects(fact.value).map(logonCells),
          rest,
        ),
      ]),
];

const logonCells = (row: JsonObject): Cell[] => [
  value(row['account'] ?? row['sid']),
  listed((Array.isArray(row['eventIds']) ? row['eventIds'] : []).map((id) => value(id))),
  row['logonType'] === null ? [] : value(row['logonType']),
  say`${value(row['address'])} (${value(row['scope'])})`,
  value(row['count']),
  utc(row['first']),
  utc(row['last']),
  listed((Array.isArray(row['connections']) ? row['connections'] : []).slice(0, 5).map((name) => value(name))),
  beside(row),
  refs(fromOf(row)),
];

const beside = (row: JsonObject): PhrasingContent[] =>
  listed([
    ...(row['withSession'] === true ? [[words('a relayed session')]] : []),
    ...(row['shell'] === true ? [[words('a WinRM shell')]] : []),
  ]);

const end = (
  address: JsonObject[string] | undefined,
  port: JsonObject[string] | undefined,
  own: JsonObject[string] | undefined,
) => {
  const text = typeof address === 'string' && address.includes(':') ? `[${address}]` : `${address}`;
  if (typeof port === 'number') return value(`${text}:${port}`);
  return typeof own === 'number' ? say`${value(text)} to the own port ${value(own)}` : value(text);
};

/**
 * Of an empty list the reader must know what stands behind it: the ranges that were read, or nothing. Only the collector
 * of the rows themselves counts; what else the fact uses says nothing of absence.
 */
const nothing = (record: Case, { name }: Fact): RootContent => {
  const spec = record.playbook.facts[name];
  const behind = spec && 'use' in spec ? collectorsIn(record, spec.with['rows'] ?? spec.with['logons']) : [];
  const missing = behind.filter((state) => state.outcome === 'failed' || state.outcome === 'notRun');
  return missing.length > 0 || behind.length === 0
    ? paragraph(say`Cannot say: ${listed(missing.map(outcome))}.`)
    : paragraph(say`None in what was read: ${listed(behind.map(outcome))}.`);
};

const outcome = (state: CollectorState): PhrasingContent[] => {
  const read = state.sources.filter(({ from }) => from !== null);
  const ranges = read.map((source) => say`${value(source.name)} from ${utc(source.from)} to ${utc(source.to)}`);
  return [
    ...say`${value(state.id)}: ${words(outcomeWords[state.outcome])}${state.evidence === '' ? [] : evidence([state.evidence])}`,
    ...(ranges.length > 0 ? say`; read were ${listed(ranges)}` : []),
  ];
};
