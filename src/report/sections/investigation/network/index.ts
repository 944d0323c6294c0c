import type { PhrasingContent, RootContent } from 'mdast';
import type { Json, JsonObject } from '../../../../domain/json.js';
import { type Case, collectorsBehind, collectorsBehindAll } from '../../../model/case.js';
import type { CollectorState } from '../../../model/collectors.js';
import { type Fact, fromOf, objects, textOf } from '../../../model/facts.js';
import { type Cell, cappedTable, heading, paragraph } from '../../../nodes/blocks.js';
import { evidence, refs } from '../../../nodes/refs.js';
import { listed, say, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';
import { outcomeWords } from '../../../nodes/wording.js';
import type { Section } from '../../types.js';
import { networkPast } from './past.js';

/** Connections of the service's processes (`connectionOwner`), pairs among them (`pairedConnections`), and the past. */
export const network: Section = {
  id: 'network',
  title: 'Network',
  render: (record) => {
    const owned = record.factsBy('connectionOwner');
    const paired = record.factsBy('pairedConnections');
    if (owned.length + paired.length === 0) return networkPast(record);
    return [
      paragraph(words('Snapshots: they show what was open when each was taken, and nothing before, between or after.')),
      ...owned.flatMap((fact) => connections(record, fact)),
      ...paired.flatMap((fact) => pairs(record, fact)),
      ...networkPast(record),
    ];
  },
};

const rest = [words('the analysis file and the evidence files hold all')];

const connections = (record: Case, fact: Fact): RootContent[] => {
  const rows = objects(fact.value);
  return [
    heading(3, words(`Connections: ${fact.about ?? fact.name}`)),
    ...(rows.length === 0
      ? [ownerless(record, fact) ?? none(collectorsBehind(record, fact.name))]
      : cappedTable(
          ['Kind', 'Local', 'Remote', 'Scope', 'State', 'Created (UTC)', 'Process', 'For', 'Seen', 'Evidence'],
          rows.map(connectionCells),
          rest,
        )),
  ];
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
  row['connection'] === null ? [] : value(row['connection']),
  words(seenWords[textOf(row, 'seen') ?? ''] ?? ''),
  refs(fromOf(row)),
];

/** In which of the two snapshots. */
const seenWords: { [seen: string]: string } = { first: 'first', again: 'second', both: 'both' };

const endpoint = (address: Json | undefined, port: Json | undefined): PhrasingContent =>
  typeof address === 'string' && typeof port === 'number'
    ? value(address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)
    : value(address);

/** Absence may only be said of a snapshot that was taken, and of a service that is known. */
const none = (sources: CollectorState[]): RootContent => {
  const missing = sources.filter(({ outcome }) => outcome === 'failed' || outcome === 'notRun');
  const shown = missing.length > 0 ? missing : sources;
  const named = shown.map(
    (state) =>
      say`${value(state.id)} ${words(outcomeWords[state.outcome])}${evidence(state.evidence === '' ? [] : [state.evidence])}`,
  );
  return paragraph(say`${words(missing.length > 0 ? 'Cannot say' : 'None in the snapshot')}: ${listed(named)}.`);
};

/** Where no process of a service is known, no socket can be called its own: that is no snapshot without connections. */
const ownerless = (record: Case, { name }: Fact): RootContent | null => {
  const spec = record.playbook.facts[name];
  const owners =
    spec && 'use' in spec ? collectorsBehindAll(record, spec.with['owners'] ? [spec.with['owners']] : []) : [];
  if (owners.length === 0 || owners.some(({ outcome }) => outcome !== 'empty')) return null;
  const named = owners.map(
    (state) => say`${value(state.id)} ${words(outcomeWords[state.outcome])}${evidence([state.evidence])}`,
  );
  return paragraph(
    say`Cannot say: nothing was found whose connections these would be (${listed(named)}). What it held before is not in a snapshot.`,
  );
};

const pairs = (record: Case, fact: Fact): RootContent[] => [
  heading(3, words(`Sessions: ${fact.about ?? fact.name}`)),
  ...(objects(fact.value).length === 0
    ? [none(collectorsBehind(record, fact.name))]
    : cappedTable(
        ['For', 'First side created (UTC)', 'Second side created (UTC)', 'Remote', 'Evidence'],
        objects(fact.value).map((row) => [
          row['connection'] === null ? [] : value(row['connection']),
          utc(row['leftCreated'], { milliseconds: true }),
          utc(row['rightCreated'], { milliseconds: true }),
          endpoint(row['remoteAddress'], row['remotePort']),
          refs(fromOf(row)),
        ]),
        rest,
      )),
];
