import type { DerivedRow } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { folded, integer, refs, rowsOf, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { addressScopes, isPrivateUse, normalAddress } from './addresses.js';
import { configuredConnection } from './configured-connection.js';
import { type CachedName, cachedNames, isUnder } from './dns-names.js';
import { type OwnedProcess, ownedProcesses } from './owned-processes.js';

/**
 * Sockets of services' processes, their children and other processes of the same program, with what they are for:
 * `[{owner, processId, localAddress, localPort, remoteAddress, remotePort, state, created, class, scope, name,
 * connection, otherNamespace, peerProcessId, seen, from}]`.
 *
 * - `class`: `relay` established to `relayPort` of an address on the Internet, or to a name under `relayNames`;
 *   `target` every other connection that the process established; `listen`; `other` (being opened or closed, or
 *   accepted on a port that the service listens on). A name is evidence, an address alone is a guess: a target on
 *   `relayPort` of a foreign address looks like a relay.
 * - `scope` of the remote address, of the local one for `listen`: see `addressScopes`.
 * - `name`: what the resolver cache calls the remote address; null when it does not hold it.
 * - `connection`: the one of `configured` that it serves, see `configuredConnection`; null when that cannot be told.
 * - `otherNamespace`: the namespace in the relay's name, the first label, where no connection of `configured` has it. A
 *   label with one of `gatewayEndings` is that of a gateway that serves many. The cache is the whole machine's.
 * - `peerProcessId`: for a target on this host, the process at the other end.
 * - `seen`: in the `first` snapshot (`sockets`), in the one that was taken `again`, or in `both`.
 *
 * Snapshots: what is not here was not open at those moments, no more. Processes are those of the first: what was started
 * after it is not known to belong to the service.
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
      servedBy: configuredConnection(rowsOf(args['configured']), host),
      relayPort: integer(params['relayPort']),
      relayNames: texts(params['relayNames']),
      gatewayEndings: texts(params['gatewayEndings']),
    };
    return inEither(snapshot(rowsOf(args['sockets']), context), snapshot(rowsOf(args['again']), context));
  },
};

interface Context {
  owned: Map<number, OwnedProcess>;
  scopeOf: ReturnType<typeof addressScopes>;
  namesOf: (address: string) => CachedName[];
  servedBy: ReturnType<typeof configuredConnection>;
  relayPort: number | null;
  relayNames: string[];
  gatewayEndings: string[];
}

/** The first snapshot's rows, then those that only the second holds. A connection is the same one in both by its ends. */
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
  const later = new Map(again.map((row) => [identity(row), row]));
  const rows = first.map((row) => {
    const same = later.get(identity(row));
    later.delete(identity(row));
    return { ...row, seen: same ? 'both' : 'first', from: refs(row, same) };
  });
  return [...rows, ...[...later.values()].map((row) => ({ ...row, seen: 'again' }))];
}

function snapshot(sockets: DerivedRow[], context: Context): DerivedRow[] {
  const { owned, scopeOf, namesOf, servedBy, relayPort, relayNames, gatewayEndings } = context;
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
      .map((relay) => relay.name.split('.', 1)[0]!)
      .filter((label) => !gatewayEndings.some((ending) => label.endsWith(ending)));
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

/** The other end of a connection within this host; where it is not seen, the listener on that port. */
function peerOf(socket: DerivedRow, sockets: DerivedRow[]): DerivedRow | undefined {
  const there = sockets.filter((row) => row['localPort'] === socket['remotePort']);
  return (
    there.find((row) => row['remotePort'] === socket['localPort']) ??
    there.find((row) => folded(row['state']) === 'listen')
  );
}
