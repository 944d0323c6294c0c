import type { DerivedRow } from '../../../domain/analysis.js';
import { hostIn, hostOf, lowerAscii, shortName } from '../../../domain/host-name.js';
import { folded, grouped, integer, isObject, refs, rowsOf, text } from '../../rows.js';
import { normalAddress, parseAddress } from '../network/addresses.js';
import { type CachedName, cachedNames, plainName } from '../network/dns-names.js';
import { namespaceOf } from '../network/full-names.js';
import { type HostPort, parseHostPort, printHostPort } from '../network/host-port.js';
import type { FactFunction } from '../types.js';

/**
 * An owner's claim compared with what was found, one row per known connection:
 * `[{connection, namespace, owner, ticket, claimedNamespace, claimedTarget, namespaceMatches, targetMatches, targetSeen, from}]`.
 * No rows unless `authorised` is `yes` and there is a claim `{owner, ticket, namespace, target}`.
 *
 * The owner can give the namespace in full, or as its label if it is directly in params `zone`. The complete host is
 * compared. Several rows of one connection give one row, and each of them must match. The target is compared with the configured target. If
 * the host does not have that, the observed connections to targets must all go to the claimed target. `targetMatches` is
 * null when nothing is known about the target, or when an address must be compared with a name that is not in the resolver
 * cache.
 */
export const ownerClaim: FactFunction = {
  name: 'ownerClaim',
  with: ['claim', 'connections', 'observed', 'dns', 'authorised'],
  run({ claim, connections, observed, dns, authorised }, params) {
    if (authorised !== 'yes' || !isObject(claim)) return [];
    const claimed = parseHostPort(text(claim['target']) ?? '');
    const names = cachedNames(rowsOf(dns));
    const zone = lowerAscii(text(params['zone']) ?? '');
    const vouched = hostOf(text(claim['namespace']));
    const byConnection = grouped(rowsOf(connections), (row) =>
      JSON.stringify([namespaceOf(row, zone), folded(row['connection'])]),
    );
    return [...byConnection.values()].map((rows) => {
      const row = rows[0]!;
      const seen = rows.flatMap((each) => targetsSeen(each, rowsOf(observed)));
      const results = seen.map((target) => matchTarget(target, claimed, names, rowsOf(dns)));
      return {
        connection: row['connection'] ?? null,
        namespace: row['namespace'] ?? null,
        owner: text(claim['owner']),
        ticket: text(claim['ticket']),
        claimedNamespace: text(claim['namespace']),
        claimedTarget: text(claim['target']),
        namespaceMatches: vouched !== null && shortName(zone, hostIn(zone, vouched)) === namespaceOf(row, zone),
        targetMatches: allMatch(results),
        targetSeen: [...new Set(seen.map(({ host, port }) => printHostPort(host, port)))].join(', ') || null,
        from: refs(rows, seen, results),
      };
    });
  },
};

type Target = HostPort & { from: string[] };

function targetsSeen(connection: DerivedRow, observed: DerivedRow[]): Target[] {
  const [host, port] = [folded(connection['targetHost']), integer(connection['targetPort'])];
  if (host !== null && port !== null) return [{ host, port, from: connection.from }];
  return observed.flatMap((row) => {
    const [address, remotePort] = [normalAddress(row['remoteAddress']), integer(row['remotePort'])];
    const belongs = row['class'] === 'target' && folded(row['connection']) === folded(connection['connection']);
    return belongs && address !== null && remotePort !== null
      ? [{ host: address, port: remotePort, from: row.from }]
      : [];
  });
}

/** `from`: rows of the resolver cache, as evidence beyond the target itself. `matches` is null when that isn't known. */
interface Match {
  matches: boolean | null;
  from: string[];
}

/** All must match. One mismatch is enough for false, even if other results aren't known. */
const allMatch = (results: Match[]): boolean | null => {
  if (results.some(({ matches }) => matches === false)) return false;
  return results.length > 0 && results.every(({ matches }) => matches) ? true : null;
};

function matchTarget(
  seen: Target,
  claimed: HostPort | null,
  names: (address: string) => CachedName[],
  dns: DerivedRow[],
): Match {
  const not = { matches: false, from: [] };
  if (!claimed || claimed.port !== seen.port) return not;
  if (sameHost(claimed.host, seen.host)) return { matches: true, from: [] };
  const [seenIsAddress, claimedIsAddress] = [seen.host, claimed.host].map((host) => parseAddress(host) !== null);
  if (seenIsAddress === claimedIsAddress) return not;
  const [address, name] = seenIsAddress ? [seen.host, claimed.host] : [claimed.host, seen.host];
  const cached = names(address).find((each) => each.name === name);
  if (cached) return { matches: true, from: cached.from };
  const other = dns.filter((row) => isAddressOf(row, name));
  return other.length > 0 ? { matches: false, from: refs(other) } : { matches: null, from: [] };
}

/** Does the row have an address of the name? */
const isAddressOf = (row: DerivedRow, name: string): boolean =>
  [row['entry'], row['name']].some((each) => plainName(folded(each) ?? '') === name) &&
  parseAddress(folded(row['data'])) !== null;

const isLoopback = (host: string): boolean => host === 'localhost' || parseAddress(host)?.range() === 'loopback';

const sameHost = (one: string, other: string): boolean =>
  normalAddress(plainName(one)) === normalAddress(plainName(other)) || (isLoopback(one) && isLoopback(other));
