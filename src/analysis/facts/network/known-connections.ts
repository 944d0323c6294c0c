import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json, JsonObject } from '../../../domain/json.js';
import { folded, refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';

/** One connection, and the first and the last row that speak of it, by the argument that they came with. */
interface Known {
  /** Host of the relay as far as it is known, in full or its first label; empty where nothing says it. */
  host: string;
  connection: string | null;
  fields: JsonObject;
  mentions: Map<string, DerivedRow[]>;
}

/**
 * Every relay connection that the case knows of, and where each is known from, since what is configured now need not be
 * what was in use: `[{...params.fields, endpoint, namespace, entity, connection, knownFrom, from}]`.
 *
 * A row for each of `configured` (rows with `connection`, `endpoint`), then one for each that only other arguments name
 * (rows with `uri`, `scheme://namespace.zone/entity`, or with `connection`, `namespace/entity`, where a log names no
 * zone); `params.fields` are null there. `knownFrom` holds the names of
 * the arguments; `from` the first and the last row of each. A relay of the same name in another zone is another one:
 * it goes by its host in full.
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
      for (const row of rowsOf(rows)) mention(known, source, row, blank);
    }
    return known.map(({ fields, mentions }) => ({
      ...fields,
      knownFrom: [...mentions.keys()],
      from: refs([...mentions.values()].flat()),
    }));
  },
};

function mention(known: Known[], source: string, row: DerivedRow, blank: JsonObject): void {
  const short = folded(row['connection']);
  const named = parts(row['uri']) ?? parts(short === null ? null : `sb://${short}`);
  if (!named) return;
  const same = known.filter((one) => one.connection === named.connection && agree(one.host, named.host));
  const held = same.length > 0 ? same : [unconfigured(known, named, row, blank)];
  for (const { mentions } of held) mentions.set(source, [mentions.get(source)?.[0] ?? row, row]);
  if (same.length === 0) known.push(...held);
}

function unconfigured(known: Known[], named: Parts, row: DerivedRow, blank: JsonObject): Known {
  const { host, connection, entity } = named;
  const elsewhere = known.some((one) => one.connection === connection);
  const namespace = elsewhere ? host : label(host);
  const shown = elsewhere ? [host, entity].filter(Boolean).join('/') : connection;
  const fields = { ...blank, endpoint: text(row['uri']), namespace, entity, connection: shown };
  return { host, connection, fields, mentions: new Map() };
}

interface Parts {
  host: string;
  entity: string | null;
  /** `namespace/entity` in lower case; the namespace alone where the address names no entity. */
  connection: string;
}

function parts(address: Json | undefined): Parts | null {
  const match = /^[a-z]+:\/\/([^/:?#\s;]+)(?::\d+)?\/?([^?#\s;]*)/.exec(folded(address) ?? '');
  const host = match?.[1]?.replace(/(?<!\.)\.+$/, '') ?? '';
  const entity = match?.[2]?.replace(/^\/+|(?<!\/)\/+$/g, '') || null;
  return host === '' ? null : { host, entity, connection: entity === null ? label(host) : `${label(host)}/${entity}` };
}

/** A host that is known by its first label alone may be any of that name. */
const agree = (one: string, other: string): boolean =>
  one.includes('.') && other.includes('.') ? one === other : label(one) === label(other);

const label = (host: string): string => host.split('.', 1)[0]!;
