import type { DerivedRow } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { integer, moment, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { addressScopes, normalAddress } from './addresses.js';

/**
 * Connections of the past, as logs hold them, one row for each far end:
 * `[{class, direction, remoteAddress, remotePort, scope, protocol, action, log, count, first, last, processIds,
 * attributed, from}]`, most lately seen first.
 *
 * - `class`: `inbound`; `relay` outbound to `relayPort` of an address on the Internet; `target` every other outbound one.
 *   An address alone is a guess: a target on `relayPort` of a foreign address looks like a relay.
 * - `scope` of the remote address: see `addressScopes`.
 * - `attributed`: false where the log names no process, so that another program may have made the connection.
 * - `count`, `first`, `last`: in what was read of that log; `from` holds the first, the last and a few between.
 *
 * What is not here was not logged where and while something was read, no more.
 */
export const networkHistory: FactFunction = {
  name: 'networkHistory',
  with: ['rows', 'host', 'internalNetworks'],
  run(args, params, complain) {
    const scopeOf = addressScopes(rowsOf(args['host']), args['internalNetworks'], complain);
    const groups = new Map<string, DerivedRow[]>();
    for (const row of rowsOf(args['rows'])) {
      if (moment(row['time']) === null) continue;
      const { log, direction, remotePort, protocol, action } = row;
      const attributed = integer(row['processId']) !== null;
      const key = JSON.stringify([
        ...[log, direction, protocol, action, attributed, normalAddress(row['remoteAddress'])],
        // The far end's port of what comes in is a different one each time; the own port tells what was reached.
        direction === 'inbound' ? row['localPort'] : remotePort,
      ]);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups.values()]
      .map((rows) => grouped(rows, integer(params['relayPort']), scopeOf))
      .sort((a, b) => moment(b.last)! - moment(a.last)!);
  },
};

function grouped(unordered: DerivedRow[], relayPort: number | null, scopeOf: ReturnType<typeof addressScopes>) {
  const rows = unordered.sort((a, b) => moment(a['time'])! - moment(b['time'])!);
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
