import type { DerivedRow } from '../../../domain/analysis.js';
import { lowerAscii, shortName } from '../../../domain/host-name.js';
import type { JsonObject } from '../../../domain/json.js';
import { folded, grouped, integer, refs, rowsOf, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { addressScopes, isPrivateUse, normalAddress } from './addresses.js';
import { configuredConnection } from './configured-connection.js';
import { type CachedName, cachedNames, firstLabel, isUnder } from './dns-names.js';
import { type OwnedProcess, ownedProcesses } from './owned-processes.js';

/**
 * Sockets of services' processes, of their children and of other processes of the same program, with their purpose:
 * `[{owner, processId, localAddress, localPort, remoteAddress, remotePort, state, created, class, scope, name,
 * connection, otherNamespace, peerProcessId, seen, from}]`.
 *
 * - `class`: `relay` is established to `relayPort` of an address on the Internet, or to a name under `relayNames`.
 *   `target` is every other connection that the process established. `listen`. `other`: being opened or closed, or
 *   accepted on a port that the service listens on. A name is evidence, an address alone is a guess: a target on
 *   `relayPort` of a foreign address looks like a relay.
 * - `scope` of the remote address, or of the local address for `listen`: see `addressScopes`.
 * - `name`: name of the remote address in the resolver cache; null when the cache does not have it.
 * - `connection`: the connection of `configured` that it serves, see `configuredConnection`; null when that isn't known.
 * - `otherNamespace`: the namespace in the relay's name when no connection of `configured` has it: its label in the first
 *   of `relayNames`, the full host elsewhere. A label with one of `gatewayEndings` is a gateway of many namespaces. The cache belongs to the complete machine.
 * - `peerProcessId`: for a target on this host, the process at the other end.
 * - `seen`: in the `first` snapshot (`sockets`), in the snapshot taken `again`, or in `both`.
 *
 * A connection that is missing here was not open when the snapshots were taken. It may have been open at other times.
 * Processes come from the first snapshot, so processes that started later aren't known to belong to the service.
 */
export const connectionOwner: FactFunction = {
  name: 'connectionOwner',
  with: ['sockets', 'processes', 'owners', 'dns', 'host', 'internalNetworks', 'configured'],
  run(args, params, complain) {
    const host = rowsOf(args['host']);
    const context: Context = {
      owned: ownedProcesses(rowsOf(args['owners']), rowsOf(args['processes'])),
      scopeOf: addressScopes(host, args['internalNetworks'], complain),
      namesOf: cachedNames(rowsOf(args['dns'])),
      servedBy: configuredConnection(rowsOf(args['configured']), host, mainZone(params)),
      zone: mainZone(params),
      relayPort: integer(params['relayPort']),
      relayNames: texts(params['relayNames']),
      gatewayEndings: texts(params['gatewayEndings']),
    };
    return inEither(snapshot(rowsOf(args['sockets']), context), snapshot(rowsOf(args['again']), context));
  },
};

const mainZone = (params: JsonObject): string => lowerAscii(texts(params['relayNames'])[0] ?? '');

interface Context {
  owned: Map<number, OwnedProcess>;
  scopeOf: ReturnType<typeof addressScopes>;
  namesOf: (address: string) => CachedName[];
  servedBy: ReturnType<typeof configuredConnection>;
  zone: string;
  relayPort: number | null;
  relayNames: string[];
  gatewayEndings: string[];
}

/** Rows of the first snapshot, then rows of only the second. The two ends identify a connection. */
function inEither(first: DerivedRow[], again: DerivedRow[]): DerivedRow[] {
  const identity = ({
    processId,
    localAddress,
    localPort,
    remoteAddress,
    remotePort,
    created,
    class: kind,
  }: JsonObject) => JSON.stringify([processId, localAddress, localPort, remoteAddress, remotePort, created, kind]);
  const later = grouped(again, identity);
  const rows = first.map((row) => {
    const same = later.get(identity(row));
    later.delete(identity(row));
    return { ...row, seen: same ? 'both' : 'first', from: refs(row, same ?? []) };
  });
  return [...rows, ...[...later.values()].flat().map((row) => ({ ...row, seen: 'again' }))];
}

function snapshot(sockets: DerivedRow[], context: Context): DerivedRow[] {
  const { owned, scopeOf, namesOf, servedBy, zone, relayPort, relayNames, gatewayEndings } = context;
  const listening = listeningPorts(sockets, owned);
  return sockets.flatMap((socket) => {
    const processId = integer(socket['processId']);
    const process = processId === null ? undefined : owned.get(processId);
    if (!process) return [];
    const remoteAddress = normalAddress(socket['remoteAddress']);
    const remotePort = integer(socket['remotePort']);
    const names = namesOf(remoteAddress ?? '');
    const relays = names.filter(({ name }) => relayNames.some((zone) => isUnder(name, zone)));
    const name = relays[0] ?? names[0];
    const state = folded(socket['state']);
    const scope = scopeOf(state === 'listen' ? socket['localAddress'] : remoteAddress);
    const onInternet = scope === 'external' && !isPrivateUse(remoteAddress);
    const toRelay = relays.length > 0 || (remotePort === relayPort && onInternet);
    const accepted = listening.has(`${process.owner}:${socket['localPort']}`);
    const opened = state === 'established' && !accepted;
    const kind = state === 'listen' ? 'listen' : !opened ? 'other' : toRelay ? 'relay' : 'target';
    const isTarget = kind === 'target';
    const namespaces = relays
      .filter((relay) => !gatewayEndings.some((ending) => firstLabel(relay.name).endsWith(ending)))
      .map((relay) => shortName(zone, relay.name));
    const remote = { address: remoteAddress, port: remotePort, names, namespaces, scope, isTarget };
    const peer = isTarget && (scope === 'loopback' || scope === 'self') ? peerOf(socket, sockets) : undefined;
    return [
      {
        owner: process.owner,
        processId,
        localAddress: normalAddress(socket['localAddress']),
        localPort: integer(socket['localPort']),
        remoteAddress,
        remotePort,
        state: socket['state'] ?? null,
        created: socket['created'] ?? null,
        class: kind,
        scope,
        name: name?.name ?? null,
        ...servedBy(remote),
        peerProcessId: integer(peer?.['processId']),
        from: refs(socket, process, name, peer),
      },
    ];
  });
}

/** `owner:port` of every port that an owner listens on. */
const listeningPorts = (sockets: DerivedRow[], owned: Map<number, OwnedProcess>): Set<string> =>
  new Set(
    sockets
      .filter((row) => folded(row['state']) === 'listen')
      .map((row) => `${owned.get(integer(row['processId']) ?? -1)?.owner}:${row['localPort']}`),
  );

/** The other end of a connection within this host, or the listener on that port if the other end is not there. */
function peerOf(socket: DerivedRow, sockets: DerivedRow[]): DerivedRow | undefined {
  const there = sockets.filter((row) => row['localPort'] === socket['remotePort']);
  return (
    there.find((row) => row['remotePort'] === socket['localPort']) ??
    there.find((row) => folded(row['state']) === 'listen')
  );
}
