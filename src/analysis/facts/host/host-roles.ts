import { folded, integer, rowsOf, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * Roles of the host, without duplicates: `[{role, from}]`.
 * `roles` is the playbook's table `[{role, productType} | {role, service}]`: ProductType of Win32_OperatingSystem, or
 * the name of a service that only such a host has.
 */
export const hostRoles: FactFunction = {
  name: 'hostRoles',
  with: ['host', 'roles'],
  run({ host, roles }) {
    const found = new Map<string, string[]>();
    for (const row of rowsOf(host)) {
      const services = texts(row['roleServices']).map(folded);
      for (const { role, productType, service } of rowsOf(roles)) {
        const byType = integer(productType) !== null && productType === row['productType'];
        const byService = folded(service) !== null && services.includes(folded(service));
        if (typeof role === 'string' && (byType || byService) && !found.has(role)) found.set(role, row.from);
      }
    }
    return [...found].map(([role, from]) => ({ role, from }));
  },
};
