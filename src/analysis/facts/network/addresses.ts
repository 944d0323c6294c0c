import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json } from '../../../domain/json.js';
import { texts } from '../../rows.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** Where an address is, seen from the host. */
export type AddressScope = 'loopback' | 'self' | 'internal' | 'external';

/**
 * Reads an address. An IPv4 address that is mapped to IPv6 becomes the IPv4 address. Both libraries must accept it:
 * ipaddr.js alone reads `010.1.1.1` as 8.1.1.1, and `isIP` alone accepts zones such as `::%.`.
 */
export function parseAddress(value: Json | undefined): Address | null {
  const candidate = typeof value === 'string' ? value.trim() : '';
  return isIP(candidate) === 0 || !ipaddr.isValid(candidate) ? null : ipaddr.process(candidate);
}

/** The spelling of an address for comparisons. Text that isn't an address is returned unchanged. */
export const normalAddress = (value: Json | undefined): string | null =>
  parseAddress(value)?.toString() ?? (typeof value === 'string' ? value : null);

/** Reads `192.0.2.0/24`. An address alone is a network of one. Null for anything else. */
export function parseNetwork(value: string): Network | null {
  const [base = '', prefix, ...rest] = value.trim().split('/');
  const address = parseAddress(base);
  if (!address || rest.length > 0) return null;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  if (prefix === undefined) return [address, bits];
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits ? [address, Number(prefix)] : null;
}

/** Ranges that nobody on the Internet has, whether or not they are ours. Documentation ranges are not in here. */
const privateUse = new Set<string>(['private', 'carrierGradeNat', 'linkLocal', 'uniqueLocal']);

export const isPrivateUse = (value: Json | undefined): boolean => {
  const address = parseAddress(value);
  return address !== null && privateUse.has(address.range());
};

/**
 * Makes a function that finds the scope of an address: `self` for the host's own addresses, `internal` for its subnets
 * and for `internalNetworks`, `external` for all others. A private range alone is not internal: a partner's 10.0.0.0/8
 * behind a VPN is ours only when someone says so. Null for anything that isn't an address.
 */
export function addressScopes(
  host: DerivedRow[],
  internalNetworks: Json | undefined,
  complain: (text: string) => void,
): (value: Json | undefined) => AddressScope | null {
  const own = new Set(host.flatMap((row) => texts(row['addresses'])).map(normalAddress));
  const networks: Network[] = [];
  for (const candidate of [...host.flatMap((row) => texts(row['networks'])), ...texts(internalNetworks)]) {
    const network = parseNetwork(candidate);
    if (network) networks.push(network);
    else complain(`"${candidate}" is not a network in CIDR notation, such as 192.0.2.0/24`);
  }
  return (value) => {
    const address = parseAddress(value);
    if (!address) return null;
    if (address.range() === 'loopback') return 'loopback';
    if (own.has(address.toString())) return 'self';
    const inside = networks.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits));
    return inside ? 'internal' : 'external';
  };
}
