import type { DerivedRow } from '../../../domain/analysis.js';
import { hasScheme, hostIn, lowerAscii, parseHostAndPath, shortName } from '../../../domain/host-name.js';
import type { Json, JsonObject } from '../../../domain/json.js';
import { refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { withFullNames } from './full-names.js';

/** One connection, and by argument the first and the last row that mention it. */
interface Known {
  connection: string | null;
  fields: JsonObject;
  mentions: Map<string, DerivedRow[]>;
}

/**
 * Every relay connection that the case knows, and the sources of each, because the connection in use can differ from the
 * one that is configured now: `[{...params.fields, endpoint, namespace, entity, connection, knownFrom, from}]`.
 *
 * First one row per row of `configured` (with `connection`, `endpoint`). Then one row for each connection that only other
 * arguments name: rows with `uri` (`scheme://host/entity`), or with `connection` (`namespace/entity`) if a log names no
 * zone. `params.fields` are null there. `knownFrom` has the names of the arguments, `from` the first and the last row of
 * each. Hosts are compared completely: `namespace` is a label only for a host directly in params `zone`, see `fullNames`.
 */
export const knownConnections: FactFunction = {
  name: 'knownConnections',
  with: ['configured'],
  run(args, params) {
    const zone = lowerAscii(text(params['zone']) ?? '');
    const blank = Object.fromEntries(texts(params['fields']).map((name) => [name, null]));
    const known: Known[] = rowsOf(args['configured']).map((given) => {
      const row = withFullNames(given, zone);
      const mentions = new Map([['configured', [row]]]);
      return { connection: text(row['connection']), fields: { ...blank, ...row }, mentions };
    });
    for (const [source, rows] of Object.entries(args)) {
      if (source === 'configured') continue;
      for (const row of rowsOf(rows)) addMention(known, source, row, blank, zone);
    }
    return known.map(({ fields, mentions }) => ({
      ...fields,
      knownFrom: [...mentions.keys()],
      from: refs([...mentions.values()].flat()),
    }));
  },
};

function addMention(known: Known[], source: string, row: DerivedRow, blank: JsonObject, zone: string): void {
  const named = partsOf(row['uri'], zone, true) ?? partsOf(row['connection'], zone, false);
  if (!named) return;
  const same = known.filter((one) => one.connection === named.connection);
  const held = same.length > 0 ? same : [unconfigured(named, row, blank)];
  for (const { mentions } of held) mentions.set(source, [mentions.get(source)?.[0] ?? row, row]);
  if (same.length === 0) known.push(...held);
}

interface Named {
  namespace: string;
  entity: string | null;
  /** `namespace/entity` in lower case; only the namespace when the address names no entity. */
  connection: string;
}

const unconfigured = ({ namespace, entity, connection }: Named, row: DerivedRow, blank: JsonObject): Known => ({
  connection,
  fields: { ...blank, endpoint: text(row['uri']), namespace, entity, connection },
  mentions: new Map(),
});

/** What an address names. A `uri` must have a scheme; `namespace/entity` has none. */
function partsOf(address: Json | undefined, zone: string, needsScheme: boolean): Named | null {
  const given = text(address);
  if (given === null || (needsScheme && !hasScheme(given))) return null;
  const parsed = parseHostAndPath(given);
  if (!parsed) return null;
  const namespace = shortName(zone, hostIn(zone, parsed.host));
  const entity = parsed.path === null ? null : lowerAscii(parsed.path);
  return { namespace, entity, connection: entity === null ? namespace : `${namespace}/${entity}` };
}
