import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json, JsonObject } from '../../../domain/json.js';
import { folded, refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { firstLabel, plainName } from './dns-names.js';

/** One connection, and by argument the first and the last row that mention it. */
interface Known {
  /** Host of the relay, in full or its first label; empty when it isn't known. */
  host: string;
  connection: string | null;
  fields: JsonObject;
  mentions: Map<string, DerivedRow[]>;
}

/**
 * Every relay connection that the case knows, and the sources of each, because the connection in use can differ from the
 * one that is configured now: `[{...params.fields, endpoint, namespace, entity, connection, knownFrom, from}]`.
 *
 * First one row per row of `configured` (with `connection`, `endpoint`). Then one row for each connection that only other
 * arguments name: rows with `uri` (`scheme://namespace.zone/entity`), or with `connection` (`namespace/entity`) if a log
 * names no zone. `params.fields` are null there. `knownFrom` has the names of the arguments, `from` the first and the last
 * row of each. A relay with the same name in another zone is another relay, and has its full host name.
 */
export const knownConnections: FactFunction = {
  name: 'knownConnections',
  with: ['configured'],
  run(args, params) {
    const blank = Object.fromEntries(texts(params['fields']).map((name) => [name, null]));
    const known: Known[] = rowsOf(args['configured']).map((row) => ({
      host: parts(row['endpoint'])?.host ?? folded(row['namespace']) ?? '',
      connection: folded(row['connection']),
      fields: { ...blank, ...row },
      mentions: new Map([['configured', [row]]]),
    }));
    for (const [source, rows] of Object.entries(args)) {
      if (source === 'configured') continue;
      for (const row of rowsOf(rows)) addMention(known, source, row, blank);
    }
    return known.map(({ fields, mentions }) => ({
      ...fields,
      knownFrom: [...mentions.keys()],
      from: refs([...mentions.values()].flat()),
    }));
  },
};

function addMention(known: Known[], source: string, row: DerivedRow, blank: JsonObject): void {
  const short = folded(row['connection']);
  const named = parts(row['uri']) ?? parts(short === null ? null : `sb://${short}`);
  if (!named) return;
  const same = known.filter((one) => one.connection === named.connection && canBeSameHost(one.host, named.host));
  const held = same.length > 0 ? same : [unconfigured(known, named, row, blank)];
  for (const { mentions } of held) mentions.set(source, [mentions.get(source)?.[0] ?? row, row]);
  if (same.length === 0) known.push(...held);
}

function unconfigured(known: Known[], named: Parts, row: DerivedRow, blank: JsonObject): Known {
  const { host, connection, entity } = named;
  const elsewhere = known.some((one) => one.connection === connection);
  const namespace = elsewhere ? host : firstLabel(host);
  const shown = elsewhere ? [host, entity].filter(Boolean).join('/') : connection;
  const fields = { ...blank, endpoint: text(row['uri']), namespace, entity, connection: shown };
  return { host, connection, fields, mentions: new Map() };
}

interface Parts {
  host: string;
  entity: string | null;
  /** `namespace/entity` in lower case; only the namespace when the address names no entity. */
  connection: string;
}

function parts(address: Json | undefined): Parts | null {
  const match = /^[a-z]+:\/\/([^/:?#\s;]+)(?::\d+)?\/?([^?#\s;]*)/.exec(folded(address) ?? '');
  const host = plainName(match?.[1] ?? '');
  const entity = match?.[2]?.replace(/^\/+|(?<!\/)\/+$/g, '') || null;
  return host === ''
    ? null
    : { host, entity, connection: entity === null ? firstLabel(host) : `${firstLabel(host)}/${entity}` };
}

/** A host that is known only by its first label can be any host with that label. */
const canBeSameHost = (one: string, other: string): boolean =>
  one.includes('.') && other.includes('.') ? one === other : firstLabel(one) === firstLabel(other);
