import { expect, test } from 'vitest';
import { numbered, run } from '../run.js';

const roles = [
  { role: 'domain controller', productType: 2 },
  { role: 'domain controller', service: 'NTDS' },
  { role: 'AD FS', service: 'adfssrv' },
];
const rolesOf = (host: object) => run('hostRoles', { host: numbered('E4', [{ ...host }]), roles }).value;

test('a service tells a role, whatever its case', () => {
  expect(rolesOf({ productType: 3, roleServices: ['ADFSSRV'] })).toEqual([{ role: 'AD FS', from: ['E4#1'] }]);
});

test('a role that is told twice is listed once', () => {
  expect(rolesOf({ productType: 2, roleServices: ['NTDS'] })).toEqual([{ role: 'domain controller', from: ['E4#1'] }]);
});

test('a member server without such a service has none', () => {
  expect(rolesOf({ productType: 3, roleServices: [] })).toEqual([]);
});
