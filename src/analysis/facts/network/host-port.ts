import { isIP } from 'node:net';
import { plainName } from './dns-names.js';

/** A host (name or address, lower case, without brackets) and a port. */
export interface HostPort {
  host: string;
  port: number;
}

/** Reads `sql01.contoso.example:1433`, `192.0.2.50:1433` or `[::1]:5986`; null for anything else. */
export function parseHostPort(value: string): HostPort | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/[\]]+)):(\d{1,5})$/i.exec(value.trim());
  const host = plainName((match?.[1] ?? match?.[2] ?? '').toLowerCase());
  const port = Number(match?.[3]);
  return host === '' || port < 1 || port > 65535 ? null : { host, port };
}

/** `host:port`, with brackets around an IPv6 address. */
export const printHostPort = (host: string, port: number): string =>
  isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
