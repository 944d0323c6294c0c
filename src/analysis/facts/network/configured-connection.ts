import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, text } from '../../rows.js';
import { type AddressScope, parseAddress } from './addresses.js';
import { type CachedName, plainName } from './dns-names.js';
import { namespaceOf } from './full-names.js';

/** The remote side of a socket, as far as it is known. */
interface RemoteSide {
  address: string | null;
  port: number | null;
  names: CachedName[];
  /** Namespaces in its names under a relay's zones, named as in `fullNames`. */
  namespaces: string[];
  scope: AddressScope | null;
  isTarget: boolean;
}

/** What a socket serves. `otherNamespace` is a namespace in its name that no known connection has. */
interface Served {
  connection: string | null;
  otherNamespace: string | null;
}

/**
 * Makes a function that finds the known connection (rows with `connection`, `namespace`, `targetHost`, `targetPort`) that
 * a socket serves: the only connection, the only one of the relay's namespace, or the only one whose target is the
 * socket's remote side. Null when several fit, or when the relay has only another namespace.
 */
export function configuredConnection(
  known: DerivedRow[],
  host: DerivedRow[],
  zone: string,
): (remote: RemoteSide) => Served {
  const own = new Set(['localhost', ...host.flatMap((row) => [folded(row['computer']), folded(row['fqdn'])])]);
  const only = (rows: DerivedRow[]): string | null => {
    const names = new Set(rows.map((row) => text(row['connection'])).filter((name) => name !== null));
    return names.size === 1 ? [...names][0]! : null;
  };
  return (remote) => {
    if (remote.namespaces.length > 0) {
      const named = known.filter((row) => remote.namespaces.includes(namespaceOf(row, zone) ?? ''));
      return { connection: only(named), otherNamespace: named.length > 0 ? null : remote.namespaces[0]! };
    }
    const fitting = remote.isTarget
      ? known.filter((row) => row['targetPort'] === remote.port && leadsTo(row, remote, own))
      : [];
    return { connection: only(known) ?? only(fitting), otherNamespace: null };
  };
}

function leadsTo(configured: DerivedRow, remote: RemoteSide, own: Set<string | null>): boolean {
  const target = plainName(folded(configured['targetHost']) ?? '');
  const address = parseAddress(target);
  if (address && remote.address === address.toString()) return true;
  if (remote.names.some(({ name }) => name === target)) return true;
  const toItself = own.has(target) || address?.range() === 'loopback';
  return toItself && (remote.scope === 'loopback' || remote.scope === 'self');
}
