import type { DerivedRow } from '../domain/analysis.js';
import { type AddressScope, parseAddress } from './addresses.js';
import type { CachedName } from './dns-names.js';
import { folded, text } from './rows.js';

/** The remote side of a socket, as far as it is known. */
interface RemoteSide {
  address: string | null;
  port: number | null;
  names: CachedName[];
  scope: AddressScope | null;
  isTarget: boolean;
}

/**
 * Makes the function that says which configured connection a socket serves: the only one there is, or the only one
 * whose target (`targetHost`, `targetPort`) is the socket's remote side. Null when it cannot be told.
 */
export function configuredConnection(
  configured: DerivedRow[],
  host: DerivedRow[],
): (remote: RemoteSide) => string | null {
  const own = new Set(['localhost', ...host.flatMap((row) => [folded(row['computer']), folded(row['fqdn'])])]);
  const names = (rows: DerivedRow[]) => [
    ...new Set(rows.map((row) => text(row['connection'])).filter((n) => n !== null)),
  ];
  const all = names(configured);
  return (remote) => {
    if (all.length <= 1) return all[0] ?? null;
    if (!remote.isTarget) return null;
    const fitting = names(configured.filter((row) => row['targetPort'] === remote.port && leadsTo(row, remote, own)));
    return fitting.length === 1 ? fitting[0]! : null;
  };
}

function leadsTo(configured: DerivedRow, remote: RemoteSide, own: Set<string | null>): boolean {
  const target = folded(configured['targetHost'])?.replace(/\.+$/, '') ?? '';
  const address = parseAddress(target);
  if (address && remote.address === address.toString()) return true;
  if (remote.names.some(({ name }) => name === target)) return true;
  const toItself = own.has(target) || address?.range() === 'loopback';
  return toItself && (remote.scope === 'loopback' || remote.scope === 'self');
}
