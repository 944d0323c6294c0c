import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, grouped, integer, refs } from '../../rows.js';
import { normalAddress, parseAddress } from './addresses.js';

/** A name that the resolver cache connects with an address, and the cache rows that say so. */
export interface CachedName {
  name: string;
  from: string[];
}

/** A DNS name without the dot at its end. */
export const plainName = (name: string): string => name.replace(/\.$/, '');

/** `contoso` of `contoso.example`. */
export const firstLabel = (name: string): string => name.split('.', 1)[0]!;

/**
 * Makes a function that finds the names of an address in the resolver cache: names with an A or AAAA record for it, and
 * names that lead there through CNAME records. The name that a program asked for, at the top of the chain, comes first.
 * The cache belongs to the complete machine, so it does not show which process asked.
 */
export function cachedNames(dns: DerivedRow[]): (address: string) => CachedName[] {
  const above = grouped(dns, recordData);
  // `entry` is the name that was asked for, `name` the owner of this record. They differ inside a CNAME chain.
  const namesIn = (row: DerivedRow): CachedName[] =>
    [folded(row['entry']), folded(row['name'])].flatMap((name) =>
      name === null ? [] : [{ name: plainName(name), from: row.from }],
    );
  return (address) => {
    const found = new Map<string, CachedName>();
    const open: CachedName[] = [{ name: normalAddress(address) ?? '', from: [] }];
    for (const below of open) {
      for (const { name, from } of (above.get(below.name) ?? []).flatMap(namesIn)) {
        if (found.has(name)) continue;
        found.set(name, { name, from: refs(below, { from }) });
        open.push(found.get(name)!);
      }
    }
    return [...found.values()].reverse();
  };
}

/** The data of an A, AAAA or CNAME record, in the spelling for comparisons; null for every other record. */
function recordData(row: DerivedRow): string | null {
  const type = integer(row['type']);
  const data = folded(row['data']);
  if (type === 5) return data && plainName(data);
  return type === 1 || type === 28 ? (parseAddress(data)?.toString() ?? null) : null;
}

/** Is `name` the zone itself, or a name below it? */
export const isUnder = (name: string, zone: string): boolean =>
  name === zone.toLowerCase() || name.endsWith(`.${zone.toLowerCase()}`);
