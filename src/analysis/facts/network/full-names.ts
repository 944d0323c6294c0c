import type { DerivedRow } from '../../../domain/analysis.js';
import { hasScheme, hostIn, hostOf, lowerAscii, shortName } from '../../../domain/host-name.js';
import { rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * Rows that name a relay, each with a `namespace` and a `connection` that stand for one host only. Collectors cut a
 * namespace to its first label, which `corp.servicebus.windows.net` and `corp.attacker.example` share. Here the host in
 * `endpoint` or `uri` counts: directly in params `zone` it is its label, elsewhere the full host. A row without an address
 * has only a label, and that means the namespace in `zone`.
 */
export const fullNames: FactFunction = {
  name: 'fullNames',
  with: ['rows'],
  run: ({ rows }, params) => rowsOf(rows).map((row) => withFullNames(row, lowerAscii(text(params['zone']) ?? ''))),
};

export function withFullNames(row: DerivedRow, zone: string): DerivedRow {
  const namespace = namespaceOf(row, zone);
  if (namespace === null) return row;
  const entity = text(row['connection'])?.split('/').slice(1).join('/') ?? null;
  return { ...row, namespace, ...(entity ? { connection: `${namespace}/${lowerAscii(entity)}` } : {}) };
}

/** The name of the namespace that a row is about, see `fullNames`; null when it names none. */
export function namespaceOf(row: DerivedRow, zone: string): string | null {
  const addresses = [text(row['endpoint']), text(row['uri'])].filter((each) => each !== null && hasScheme(each));
  const host = [...addresses, text(row['namespace']), text(row['connection'])]
    .map(hostOf)
    .find((each) => each !== null);
  return host ? shortName(zone, hostIn(zone, host)) : null;
}
