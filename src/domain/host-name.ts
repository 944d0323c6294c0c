/** Where an address leads: a host and what is asked for there. */
export interface HostAndPath {
  host: string;
  /** Without slashes at its ends; null when there is none. */
  path: string | null;
}

/**
 * Letters A to Z in lower case, and nothing else changed. `toLowerCase` turns the Kelvin sign into a `k`, and so makes one
 * name of two.
 */
export const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Does a text begin with a scheme? Any word could be a host otherwise. */
export const hasScheme = (address: string): boolean => scheme.test(address.trim());

/**
 * The host and path of `scheme://user@host:port/path`, with or without the scheme. The host has its ASCII letters in lower
 * case, and one dot at its end is left out. Nothing else is folded: a host that only looks like another one is another one.
 */
export function parseHostAndPath(address: string | null): HostAndPath | null {
  const match = /^([^/?#\s;]+)\/*([^?#\s;]*)/.exec((address ?? '').trim().replace(scheme, ''));
  if (!match) return null;
  const [, authority = '', rest = ''] = match;
  // An "@" behind the host: a reader took the user for the host. The result isn't a host name, so it equals none.
  const user = /^[^/]*@[^/]*/.exec(rest)?.[0];
  const named = user === undefined ? authority.slice(authority.lastIndexOf('@') + 1) : `${authority}/${user}`;
  const host = lowerAscii(named).replace(/:\d*$/, '').replace(/\.$/, '');
  return host === '' ? null : { host, path: rest.replace(/(?<!\/)\/+$/, '') || null };
}

export const hostOf = (address: string | null): string | null => parseHostAndPath(address)?.host ?? null;

/** A bare label as the host of that name in `zone`; any other host as it is. */
export const hostIn = (zone: string, name: string): string =>
  zone === '' || name.includes('.') ? name : `${name}.${zone}`;

/**
 * A host directly in `zone` by its label, as Azure names a namespace; any other host in full. Two different full hosts never
 * get the same name.
 */
export function shortName(zone: string, host: string): string {
  const label = zone !== '' && host.endsWith(`.${zone}`) ? host.slice(0, -zone.length - 1) : '';
  return label === '' || label.includes('.') ? host : label;
}

/** Is `host` a well-formed name below `zone`? Both are in lower case. */
export const isBelow = (host: string, zone: string): boolean =>
  /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host) && host.endsWith(`.${zone}`);
