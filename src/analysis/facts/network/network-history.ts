import type { DerivedRow } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { grouped, integer, moment, oldestFirst, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { addressScopes, normalAddress } from './addresses.js';

/**
 * Past connections from logs, one row for each far end:
 * `[{class, direction, remoteAddress, remotePort, scope, protocol, action, log, count, first, last, processIds,
 * attributed, from}]`, latest first.
 *
 * - `class`: `inbound`; `relay` outbound to `relayPort` of an address on the Internet; `target` every other outbound one.
 *   An address alone is a guess: a target on `relayPort` of a foreign address looks like a relay.
 * - `scope` of the remote address: see `addressScopes`.
 * - `attributed`: false when the log names no process, so another program may have made the connection.
 * - `count`, `first`, `last`: in the part of the log that was read. `from` has the first, the last and a few between.
 *
 * A connection that is missing here was not logged in the part that was read. It may still have happened.
 */
export const networkHistory: FactFunction = {
  name: 'networkHistory',
  with: ['rows', 'host', 'internalNetworks'],
  run(args, params, complain) {
    const scopeOf = addressScopes(rowsOf(args['host']), args['internalNetworks'], complain);
    return [...grouped(oldestFirst(rowsOf(args['rows'])), farEnd).values()]
      .map((rows) => asOne(rows, integer(params['relayPort']), scopeOf))
      .sort((a, b) => moment(b.last)! - moment(a.last)!);
  },
};

/** Key of the rows that become one row. */
function farEnd({ log, direction, protocol, action, processId, remoteAddress, remotePort, localPort }: DerivedRow) {
  const attributed = integer(processId) !== null;
  // Each incoming connection has another remote port. Its local port shows what was reached.
  const port = direction === 'inbound' ? localPort : remotePort;
  return JSON.stringify([log, direction, protocol, action, attributed, normalAddress(remoteAddress), port]);
}

function asOne(rows: DerivedRow[], relayPort: number | null, scopeOf: ReturnType<typeof addressScopes>) {
  const first = rows[0]!;
  const last = rows.at(-1)!;
  const scope = scopeOf(first['remoteAddress']);
  const inbound = first['direction'] === 'inbound';
  return {
    class: classOf(first, relayPort, scope),
    direction: text(first['direction']),
    remoteAddress: normalAddress(first['remoteAddress']),
    remotePort: inbound ? null : integer(first['remotePort']),
    localPort: inbound ? integer(first['localPort']) : null,
    scope,
    protocol: text(first['protocol']),
    action: text(first['action']),
    log: text(first['log']),
    count: rows.length,
    first: text(first['time']),
    last: text(last['time']),
    processIds: [...new Set(rows.flatMap((row) => integer(row['processId']) ?? []))],
    attributed: integer(first['processId']) !== null,
    from: refs(first, rows.slice(1, 4), last),
  };
}

function classOf(row: JsonObject, relayPort: number | null, scope: string | null): string {
  if (row['direction'] === 'inbound') return 'inbound';
  return relayPort !== null && row['remotePort'] === relayPort && scope === 'external' ? 'relay' : 'target';
}
