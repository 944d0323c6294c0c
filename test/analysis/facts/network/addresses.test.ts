import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addressScopes,
  normalAddress,
  parseAddress,
  parseNetwork,
} from '../../../../src/analysis/facts/network/addresses.js';

const scopes = addressScopes(
  [{ addresses: ['192.0.2.20', '2001:db8::20'], networks: ['192.0.2.0/24', '2001:db8::/64'], from: [] }],
  ['198.51.100.0/24'],
  () => {},
);

test.each(['010.1.1.1', '1', '0x7f.1', '127.1', '', '::1::', 'localhost', '192.0.2.1 x', '[::1]'])(
  '%j is no address',
  (value) => {
    expect(parseAddress(value)).toBeNull();
    expect(scopes(value)).toBeNull();
  },
);

test.each([
  ['::ffff:192.0.2.20', '192.0.2.20'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['not an address', 'not an address'],
])('%s is spelled %s', (value, spelled) => {
  expect(normalAddress(value)).toBe(spelled);
});

test.each([
  ['127.8.8.8', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['192.0.2.20', 'self'],
  ['2001:DB8:0::20', 'self'],
  ['192.0.2.255', 'internal'],
  ['2001:db8::ffff', 'internal'],
  ['198.51.100.14', 'internal'],
  ['203.0.113.45', 'external'],
  ['10.0.0.1', 'external'],
  ['2001:db8:1::1', 'external'],
])('%s is %s', (address, scope) => {
  expect(scopes(address)).toBe(scope);
});

test.each(['192.0.2.0/33', '::/129', '192.0.2.0/', '192.0.2.0/-1', '192.0.2/24', '192.0.2.0/24/8', 'ours'])(
  '%j is no network',
  (value) => {
    expect(parseNetwork(value)).toBeNull();
  },
);

test('any text is taken without an exception', () => {
  const hostile = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-fx:./%]{0,20}$/));
  fc.assert(
    fc.property(hostile, (value) => {
      expect(scopes(value)).toSatisfy((scope) => scope === null || typeof scope === 'string');
      parseNetwork(value);
    }),
  );
});
