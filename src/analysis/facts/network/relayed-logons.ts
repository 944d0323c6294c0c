import type { DerivedRow } from '../../../domain/analysis.js';
import { parseDuration } from '../../../domain/time.js';
import { folded, grouped, integer, moment, oldestFirst, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { addressScopes, normalAddress } from './addresses.js';

/**
 * Logons that may have come through a tunnel: from loopback or the host's own addresses, while something was up. One row
 * for each account, address and type: `[{account, sid, eventIds, logonType, address, scope, count, first, last,
 * connections, withSession, shell, from}]`, latest first.
 *
 * They are possible, never certain: programs on the host also log on through loopback. Machine accounts (`NAME$`) and
 * anonymous logons are left out, because the host itself makes them all the time.
 *
 * - `connections`: which of `windows` (`start`, `end`, `open`, `connection`; from `eventIntervals`) were up then. A window
 *   without a start begins with the log. A window without an end lasts until its next start, or until now if it is open.
 *   If a window is closed and has no end in the log, only its start counts.
 * - `withSession`: a logon is within params `within` (ISO-8601) of the second side of a relayed session (`sessions`, from
 *   `pairedConnections`). `shell`: WinRM created a shell (91) within that time of a logon.
 * - 4648 (explicit credentials): `account` is the account whose credentials were used.
 */
export const relayedLogons: FactFunction = {
  name: 'relayedLogons',
  with: ['logons', 'windows', 'host'],
  run(args, params, complain) {
    const limit = parseDuration(String(params['within'] ?? 'PT5S'));
    if (limit === null) complain('within is not an ISO-8601 duration, such as PT5S');
    const within = limit ?? 0;
    const scopeOf = addressScopes(rowsOf(args['host']), [], complain);
    const upAt = upDuring(rowsOf(args['windows']));
    const all = rowsOf(args['logons']);
    const shells = all.filter((row) => row['id'] === 91);
    const sessions = rowsOf(args['sessions']).map((row) => ({ at: moment(row['rightCreated']), row }));
    const local = oldestFirst(all).filter((row) => {
      const scope = scopeOf(row['address']);
      const isLocal = scope === 'loopback' || scope === 'self';
      return isLocal && !isMachine(row) && upAt(moment(row['time'])!).length > 0;
    });
    const groups = grouped(local, (row) =>
      JSON.stringify([folded(nameOf(row)) ?? row['sid'], normalAddress(row['address']), row['logonType']]),
    );
    const near = (at: number | null, row: DerivedRow) => at !== null && Math.abs(at - moment(row['time'])!) <= within;
    return [...groups.values()]
      .map((rows) => {
        const first = rows[0]!;
        const shell = shells.filter((one) => rows.some((row) => near(moment(one['time']), row)));
        const session = sessions.filter(({ at }) => rows.some((row) => near(at, row)));
        return {
          account: nameOf(first),
          sid: first['id'] === 4648 ? null : text(first['sid']),
          eventIds: [...new Set(rows.flatMap((row) => integer(row['id']) ?? []))].sort((a, b) => a - b),
          logonType: integer(first['logonType']),
          address: normalAddress(first['address']),
          scope: scopeOf(first['address']),
          count: rows.length,
          first: text(first['time']),
          last: text(rows.at(-1)!['time']),
          connections: [...new Set(rows.flatMap((row) => upAt(moment(row['time'])!)))],
          withSession: session.length > 0,
          shell: shell.length > 0,
          from: refs(first, rows.slice(1, 4), rows.at(-1), shell[0], session[0]?.row),
        };
      })
      .sort((a, b) => moment(b.last)! - moment(a.last)!);
  },
};

/** Windows writes 4648 for the account that uses other credentials. The account of those credentials logged on. */
const nameOf = (row: DerivedRow): string | null => text(row['id'] === 4648 ? row['targetAccount'] : row['account']);

const isMachine = (row: DerivedRow): boolean => row['sid'] === 'S-1-5-7' || (nameOf(row)?.endsWith('$') ?? false);

/** The names of the windows that were up at a moment. */
function upDuring(windows: DerivedRow[]): (at: number) => string[] {
  const spans = windows.map((row) => {
    const name = text(row['connection']) ?? text(row['key']) ?? 'not named';
    const from = moment(row['start']) ?? Number.NEGATIVE_INFINITY;
    const next = windows
      .filter((other) => other['key'] === row['key'] && (moment(other['start']) ?? 0) > from)
      .map((other) => moment(other['start'])!);
    const unknown = row['open'] === false ? from : Number.POSITIVE_INFINITY;
    return {
      name,
      from,
      to: moment(row['end']) ?? (next.length > 0 ? next.reduce((a, b) => Math.min(a, b)) : unknown),
    };
  });
  return (at) => [...new Set(spans.filter(({ from, to }) => from <= at && at <= to).map(({ name }) => name))];
}
