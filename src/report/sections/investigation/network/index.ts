import type { RootContent } from 'mdast';
import { type JsonObject, objectsOf } from '../../../../domain/json.js';
import { type Case, collectorsBehind, collectorsBehindAll } from '../../../model/case.js';
import { type Fact, fromOf, textOf } from '../../../model/facts.js';
import { type Cell, cappedTable, paragraph, subsection } from '../../../nodes/blocks.js';
import { collectorOutcomes, withoutAnswer } from '../../../nodes/collectors.js';
import { refs } from '../../../nodes/refs.js';
import { endpoint, say, value, valueOrBlank, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';
import type { Section } from '../../types.js';
import { allRows, networkPast } from './past.js';

/** Connections of the service's processes (`connectionOwner`), pairs among them (`pairedConnections`), and the past. */
export const network: Section = {
  id: 'network',
  title: 'Network',
  shows: ['connectionOwner', 'pairedConnections', 'networkHistory', 'relayedLogons'],
  render: (record) => {
    const owned = record.factsBy('connectionOwner');
    const paired = record.factsBy('pairedConnections');
    if (owned.length + paired.length === 0) return networkPast(record);
    return [
      paragraph(
        words('A snapshot shows what was open at the moment that it was taken. It shows nothing from before or after.'),
      ),
      ...owned.flatMap((fact) => connections(record, fact)),
      ...paired.flatMap((fact) => sessions(record, fact)),
      ...networkPast(record),
    ];
  },
};

const connections = (record: Case, fact: Fact): RootContent[] => {
  const rows = objectsOf(fact.value);
  return subsection(
    `Connections: ${fact.about ?? fact.name}`,
    rows.length === 0
      ? [ownerless(record, fact) ?? emptySnapshot(record, fact, 'connections')]
      : cappedTable(
          ['Kind', 'Local', 'Remote', 'Scope', 'State', 'Created (UTC)', 'Process', 'For', 'Seen', 'Evidence'],
          rows.map(connectionCells),
          allRows,
        ),
  );
};

const connectionCells = (row: JsonObject): Cell[] => [
  value(row['class']),
  endpoint(row['localAddress'], row['localPort']),
  [endpoint(row['remoteAddress'], row['remotePort']), ...(textOf(row, 'name') ? [words(' '), value(row['name'])] : [])],
  value(row['scope']),
  value(row['state']),
  utc(row['created'], { milliseconds: true }),
  [
    value(row['processId']),
    ...(textOf(row, 'owner') ? [words(' '), value(row['owner'])] : []),
    ...(typeof row['peerProcessId'] === 'number' ? say`, peer ${value(row['peerProcessId'])}` : []),
  ],
  valueOrBlank(row['connection']),
  words(seenWords[textOf(row, 'seen') ?? ''] ?? ''),
  refs(fromOf(row)),
];

/** In which of the two snapshots. */
const seenWords: { [seen: string]: string } = { first: 'first', again: 'second', both: 'both' };

const sessions = (record: Case, fact: Fact): RootContent[] => {
  const rows = objectsOf(fact.value);
  return subsection(
    `Sessions: ${fact.about ?? fact.name}`,
    rows.length === 0
      ? [emptySnapshot(record, fact, 'sessions')]
      : cappedTable(
          ['For', 'First side created (UTC)', 'Second side created (UTC)', 'Remote', 'Evidence'],
          rows.map((row) => [
            valueOrBlank(row['connection']),
            utc(row['leftCreated'], { milliseconds: true }),
            utc(row['rightCreated'], { milliseconds: true }),
            endpoint(row['remoteAddress'], row['remotePort']),
            refs(fromOf(row)),
          ]),
          allRows,
        ),
  );
};

/** Only a snapshot that was taken can prove absence. */
const emptySnapshot = (record: Case, { name }: Fact, what: 'connections' | 'sessions'): RootContent => {
  const behind = collectorsBehind(record, name);
  const missing = withoutAnswer(behind);
  return missing.length > 0
    ? paragraph(say`Cannot say: ${collectorOutcomes(missing)}.`)
    : paragraph(say`No ${words(what)} in the snapshot. Based on ${collectorOutcomes(behind)}.`);
};

/** Without a known process of the service, no socket is its own. That isn't a snapshot without connections. */
const ownerless = (record: Case, { name }: Fact): RootContent | null => {
  const spec = record.playbook.facts[name];
  const owners = spec && 'use' in spec && spec.with['owners'] ? collectorsBehindAll(record, [spec.with['owners']]) : [];
  if (owners.length === 0 || owners.some(({ outcome }) => outcome !== 'empty')) return null;
  return paragraph(
    say`Cannot say: nothing was found that could own connections. Based on ${collectorOutcomes(owners)}. A snapshot does not show earlier connections.`,
  );
};
