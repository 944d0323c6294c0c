import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, integer, refs } from '../../rows.js';
import { normalAddress, parseAddress } from './addresses.js';

/** A name that the resolver cache connects with an address, and the cache rows that say so. */
export interface CachedName {
  name: string;
  from: string[];
}

const plain = (name: string): string => name.replace(/(?<!\.)\.+$/, '');

/**
 * Makes the function that finds an address's names in the resolver cache: those whose A or AAAA record holds it, and
 * those that lead there through CNAME records. The name furthest up the chain, i.e. the one that a program asked for,
 * comes first. The cache is of the whole machine: a name in it does not say which process asked.
 */
export function cachedNames(dns: DerivedRow[]): (address: string) => CachedName[] {
  const above = new Map<string, CachedName[]>();
  for (const row of dns) {
    const key = recordData(row);
    if (key === null) continue;
    const records = above.get(key) ?? [];
    above.set(key, records);
    // `entry` is the name that was asked for, `name` the owner of this record: they differ inside a CNAME chain.
    for (const name of [folded(row['entry']), folded(row['name'])]) {
      if (name !== null) records.push({ name: plain(name), from: row.from });
    }
  }
  return (address) => {
    const found = new Map<string, CachedName>();
    const open: CachedName[] = [{ name: normalAddress(address) ?? '', from: [] }];
    for (const below of open) {
      for (const { name, from } of above.get(below.name) ?? []) {
        if (found.has(name)) continue;
        found.set(name, { name, from: refs(below, { from }) });
        open.push(found.get(name)!);
      }
    }
    return [...found.values()].reverse();
  };
}

/** What an A, AAAA or CNAME record holds, in the spelling that is compared; null for every other record. */
function recordData(row: DerivedRow): string | null {
  const type = integer(row['type']);
  const data = folded(row['data']);
  if (type === 5) return data && plain(data);
  return type === 1 || type === 28 ? (parseAddress(data)?.toString() ?? null) : null;
}

/** True where `name` is `zone` or lies below it. */
export const isUnder = (name: string, zone: string): boolean =>
  name === zone.toLowerCase() || name.endsWith(`.${zone.toLowerCase()}`);
