import type { DerivedRow } from '../../../domain/analysis.js';
import { namespaceLabels, resourceParts } from '../../../domain/azure-resource.js';
import { hostIn, hostOf, isBelow, lowerAscii, shortName } from '../../../domain/host-name.js';
import type { JsonObject } from '../../../domain/json.js';
import { isObject, refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { namespaceOf } from './full-names.js';
import { looksLike } from './look-alikes.js';

/**
 * Reasons not to take a relay's host for the namespace that its name suggests:
 * `[{doubt, connection, namespace, host, other, from}]`, in the order of `relays`.
 *
 * - `zone`: the host is in none of params `zones`, so the service is not Azure's.
 * - `cloud`: it is in the zone of another cloud than the owner's claim and the exports name (`other`), or, when neither
 *   names one, than another relay's.
 * - `lookAlike`: it is easily taken for `other`: another relay's namespace, or one that the claim or an export names. Not
 *   when an export has a resource id of exactly this namespace. An id on the host confirms nothing, because whoever writes
 *   the configuration chooses it.
 * - `resourceId`: a resource id (`other`) names another namespace or entity than the endpoint beside it, in the relay's
 *   row (params `resourceId` is the field) or in an export. `connection` is null when no relay has the export's.
 *
 * `relays` come from `knownConnections`. `exported` are rows of Azure exports with `namespaces` and `zone`, or with
 * `endpoint` and `resourceId`. The first of `zones` is the one of a name without a zone.
 */
export const namespaceDoubts: FactFunction = {
  name: 'namespaceDoubts',
  with: ['relays', 'claim', 'exported'],
  run({ relays, claim, exported }, params) {
    const zones = texts(params['zones']).map(lowerAscii);
    const main = zones[0] ?? '';
    const idOf = (row: DerivedRow) => text(row[text(params['resourceId']) ?? '']);
    const known = rowsOf(relays).flatMap((row) => relayOf(row, zones));
    const exports = rowsOf(exported).map((row) => exportOf(row, zones));
    const vouched = hostOf(isObject(claim) ? text(claim['namespace']) : null);
    const claimed = vouched === null ? [] : [{ host: hostIn(main, vouched), from: ['answers.owner'] }];
    const confirmed = new Set(exports.filter(({ contradicts }) => !contradicts).flatMap(({ hosts }) => hosts));
    const named = [...claimed, ...exports.flatMap(({ hosts, from }) => hosts.map((host) => ({ host, from })))];
    const clouds = [...claimed.map(({ host, from }) => ({ zone: zoneOf(host, zones), from })), ...exports].filter(
      ({ zone }) => zone !== null,
    );

    const doubts = known.flatMap((relay) => [
      ...(relay.zone === null ? [doubt('zone', relay, null, [])] : []),
      ...otherCloud(relay, clouds, known),
      ...(confirmed.has(relay.host) ? [] : lookAlike(relay, [...known, ...named], main)),
      ...(contradicts(idOf(relay.row), relay.host, text(relay.row['entity']))
        ? [doubt('resourceId', relay, idOf(relay.row), [])]
        : []),
    ]);
    return [...doubts, ...exports.flatMap((each) => (each.contradicts ? [ofExport(each.row, known, main)] : []))];
  },
};

interface Relay {
  row: DerivedRow;
  host: string;
  /** The listed zone that it is in; null when it is in none. */
  zone: string | null;
  from: string[];
}

const zoneOf = (host: string, zones: string[]): string | null => zones.find((zone) => isBelow(host, zone)) ?? null;

function relayOf(row: DerivedRow, zones: string[]): Relay[] {
  const endpoint = hostOf(text(row['endpoint']));
  const namespace = namespaceOf(row, zones[0] ?? '');
  const host = endpoint ?? (namespace === null ? null : hostIn(zones[0] ?? '', namespace));
  return host === null ? [] : [{ row, host, zone: zoneOf(host, zones), from: row.from }];
}

interface Export {
  row: DerivedRow;
  /** Hosts of the namespaces that resource ids in it name. */
  hosts: string[];
  zone: string | null;
  contradicts: boolean;
  from: string[];
}

function exportOf(row: DerivedRow, zones: string[]): Export {
  const [host, resourceId] = [hostOf(text(row['endpoint'])), text(row['resourceId'])];
  const own = host === null ? text(row['zone']) : zoneOf(host, zones);
  const named = texts(row['namespaces']).map((name) => hostIn(zones[0] ?? '', name));
  const hosts = host === null ? named : namespaceLabels(resourceId).length === 0 ? [] : [host];
  return { row, hosts, zone: own, contradicts: contradicts(resourceId, host, text(row['entity'])), from: row.from };
}

/** Does a resource id name another namespace, or another hybrid connection in it, than an endpoint? */
function contradicts(resourceId: string | null, host: string | null, entity: string | null): boolean {
  const label = namespaceLabels(resourceId)[0];
  if (host === null || label === undefined) return false;
  const connection = resourceParts(resourceId).find(([type]) => type === 'hybridconnections')?.[1];
  const otherEntity = connection !== undefined && entity !== null && lowerAscii(entity) !== connection;
  return label.split('.', 1)[0] !== host.split('.', 1)[0] || otherEntity;
}

/** Claim and exports must name its zone. Without them, all relays must be in one zone. */
function otherCloud(relay: Relay, named: { zone: string | null; from: string[] }[], known: Relay[]): JsonObject[] {
  const differ = (named.length > 0 ? named : known).filter(({ zone }) => zone !== null && zone !== relay.zone);
  const isNamed = named.some(({ zone }) => zone === relay.zone);
  return relay.zone === null || isNamed || differ.length === 0
    ? []
    : [doubt('cloud', relay, differ[0]!.zone, differ[0]!.from)];
}

function lookAlike(relay: Relay, named: { host: string; from: string[] }[], main: string): JsonObject[] {
  const label = (host: string) => host.split('.', 1)[0]!;
  const other = named.find(({ host }) => host !== relay.host && looksLike(label(host), label(relay.host)));
  return other ? [doubt('lookAlike', relay, shortName(main, other.host), other.from)] : [];
}

const doubt = (kind: string, { row, host }: Relay, other: string | null, from: string[]): JsonObject => ({
  doubt: kind,
  connection: row['connection'] ?? null,
  namespace: row['namespace'] ?? null,
  host,
  other,
  from: refs(row, { from }),
});

function ofExport(row: DerivedRow, known: Relay[], main: string): JsonObject {
  const host = hostOf(text(row['endpoint']))!;
  const connection = text(row['connection']);
  const relay = known.find((one) => one.row['connection'] === connection);
  return {
    doubt: 'resourceId',
    connection: relay ? connection : null,
    namespace: shortName(main, host),
    host,
    other: text(row['resourceId']),
    from: refs(row, relay?.row),
  };
}
