import type { DerivedRow } from '../../domain/analysis.js';
import { addressScopes, isPrivateUse, normalAddress } from '../addresses.js';
import { configuredConnection } from '../configured-connection.js';
import { cachedNames, isUnder } from '../dns-names.js';
import { type OwnedProcess, ownedProcesses } from '../owned-processes.js';
import { folded, integer, refs, rowsOf, texts } from '../rows.js';
import type { FactFunction } from './types.js';

/**
 * Sockets of services' processes, their children and other processes of the same program, with what they are for:
 * `[{owner, processId, localAddress, localPort, remoteAddress, remotePort, state, created, class, scope, name,
 * connection, peerProcessId, from}]`.
 *
 * - `class`: `relay` established to `relayPort` of an address on the Internet, or to a name under `relayNames`;
 *   `target` every other connection that the process established; `listen`; `other` (being opened or closed, or
 *   accepted on a port that the service listens on). A name is evidence, an address alone is a guess: a target on
 *   `relayPort` of a foreign address looks like a relay.
 * - `scope` of the remote address, of the local one for `listen`: see `addressScopes`.
 * - `name`: what the resolver cache calls the remote address; null when it does not hold it.
 * - `connection`: the configured connection that it serves (`configured`: rows with `connection`, `targetHost`,
 *   `targetPort`): the only one, or the one whose target this is; null when that cannot be told.
 * - `peerProcessId`: for a target on this host, the process at the other end.
 *
 * A snapshot: what is not here was not open at that moment, no more.
 */
export const connectionOwner: FactFunction = {
  name: 'connectionOwner',
  with: ['sockets', 'processes', 'owners', 'dns', 'host', 'internalNetworks', 'configured'],
  run(args, params, complain) {
    const sockets = rowsOf(args['sockets']);
    const host = rowsOf(args['host']);
    const owned = ownedProcesses(rowsOf(args['owners']), rowsOf(args['processes']));
    const scopeOf = addressScopes(host, args['internalNetworks'], complain);
    const namesOf = cachedNames(rowsOf(args['dns']));
    const connectionOf = configuredConnection(rowsOf(args['configured']), host);
    const relayNames = texts(params['relayNames']);
    const listening = listeningPorts(sockets, owned);

    return sockets.flatMap((socket) => {
      const processId = integer(socket['processId']);
      const process = processId === null ? undefined : owned.get(processId);
      if (!process) return [];
      const remoteAddress = normalAddress(socket['remoteAddress']);
      const remotePort = integer(socket['remotePort']);
      const names = namesOf(remoteAddress ?? '');
      const relay = names.find(({ name }) => relayNames.some((zone) => isUnder(name, zone)));
      const name = relay ?? names[0];
      const state = folded(socket['state']);
      const scope = scopeOf(state === 'listen' ? socket['localAddress'] : remoteAddress);
      const onInternet = scope === 'external' && !isPrivateUse(remoteAddress);
      const toRelay = relay !== undefined || (remotePort === params['relayPort'] && onInternet);
      const accepted = listening.has(`${process.owner}:${socket['localPort']}`);
      const opened = state === 'established' && !accepted;
      const kind = state === 'listen' ? 'listen' : !opened ? 'other' : toRelay ? 'relay' : 'target';
      const peer =
        kind === 'target' && (scope === 'loopback' || scope === 'self') ? peerOf(socket, sockets) : undefined;
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
          connection: connectionOf({
            address: remoteAddress,
            port: remotePort,
            names,
            scope,
            isTarget: kind === 'target',
          }),
          peerProcessId: integer(peer?.['processId']),
          from: refs(socket, process, name, peer),
        },
      ];
    });
  },
};

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
