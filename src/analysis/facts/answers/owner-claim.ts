import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, integer, isObject, refs, rowsOf, text } from '../../rows.js';
import { normalAddress, parseAddress } from '../network/addresses.js';
import { type CachedName, cachedNames } from '../network/dns-names.js';
import { type HostPort, parseHostPort, printHostPort } from '../network/host-port.js';
import type { FactFunction } from '../types.js';

/**
 * An owner's word compared with what was found, one row for each connection that is known:
 * `[{connection, namespace, owner, ticket, claimedNamespace, claimedTarget, namespaceMatches, targetMatches, targetSeen, from}]`.
 * No rows unless `authorised` is `yes` and there is a claim `{owner, ticket, namespace, target}`.
 *
 * The namespace may be given as its first label or in full. The target is compared with the configured one; where the
 * host does not hold it, with the connections to targets that were seen: all of them must go to the claimed one.
 * `targetMatches` is null where that cannot be said: nothing is known of the target, or an address is to be compared with
 * a name that the resolver cache does not hold.
 */
export const ownerClaim: FactFunction = {
  name: 'ownerClaim',
  with: ['claim', 'connections', 'observed', 'dns', 'authorised'],
  run({ claim, connections, observed, dns, authorised }) {
    if (authorised !== 'yes' || !isObject(claim)) return [];
    const claimed = parseHostPort(text(claim['target']) ?? '');
    const names = cachedNames(rowsOf(dns));
    const once = new Map(rowsOf(connections).map((row) => [folded(row['connection']) ?? '', row]));
    return [...once.values()].map((row) => {
      const seen = targetsSeen(row, rowsOf(observed));
      const judged = seen.map((target) => matchTarget(target, claimed, names, rowsOf(dns)));
      return {
        connection: row['connection'] ?? null,
        namespace: row['namespace'] ?? null,
        owner: text(claim['owner']),
        ticket: text(claim['ticket']),
        claimedNamespace: text(claim['namespace']),
        claimedTarget: text(claim['target']),
        namespaceMatches: sameNamespace(text(claim['namespace']), row),
        targetMatches: together(judged),
        targetSeen: [...new Set(seen.map(({ host, port }) => printHostPort(host, port)))].join(', ') || null,
        from: refs(
          row,
          seen,
          judged.map(({ from }) => ({ from })),
        ),
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

/** `from`: the evidence beyond the target itself, rows of the resolver cache. `matches` is null where it cannot be said. */
interface Match {
  matches: boolean | null;
  from: string[];
}

/** All must match; one that does not is enough, whatever cannot be said of the others. */
const together = (judged: Match[]): boolean | null => {
  if (judged.some(({ matches }) => matches === false)) return false;
  return judged.length > 0 && judged.every(({ matches }) => matches) ? true : null;
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

/** Does the row say which address a name has? */
const isAddressOf = (row: DerivedRow, name: string): boolean =>
  [row['entry'], row['name']].some((each) => folded(each)?.replace(/(?<!\.)\.+$/, '') === name) &&
  parseAddress(folded(row['data'])) !== null;

const isLoopback = (host: string): boolean => host === 'localhost' || parseAddress(host)?.range() === 'loopback';

const sameHost = (one: string, other: string): boolean =>
  normalAddress(one.replace(/(?<!\.)\.+$/, '')) === normalAddress(other.replace(/(?<!\.)\.+$/, '')) ||
  (isLoopback(one) && isLoopback(other));

/**
 * In full where both sides are given in full, else by the first label; an `sb://` address counts as its host. A
 * namespace that is itself known by its host in full shares its label with another one, so the label does not do.
 */
function sameNamespace(claimed: string | null, row: DerivedRow): boolean {
  const asHost = (value: string | null) =>
    folded(value)
      ?.replace(/^[a-z]+:\/\//, '')
      .replace(/[/:][\s\S]*$/, '')
      .replace(/(?<!\.)\.+$/, '') ?? '';
  const word = asHost(claimed);
  const known = [asHost(text(row['namespace'])), asHost(text(row['endpoint']))].filter((name) => name !== '');
  const full = known.find((name) => name.includes('.'));
  if (word === '' || known.length === 0) return false;
  if (known[0]!.includes('.') && text(row['namespace']) !== null) return word === known[0];
  return word.includes('.') && full !== undefined ? word === full : label(word) === label(known[0]!);
}

const label = (name: string): string => name.split('.', 1)[0]!;
