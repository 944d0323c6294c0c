import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHostPort, printHostPort } from '../../../../src/analysis/facts/network/host-port.js';

test.each(['sql01', ':1433', 'sql01:0', 'sql01:65536', '::1:5986', 'a b:1', 'sql01:1433/x', ''])(
  '%j is none',
  (value) => {
    expect(parseHostPort(value)).toBeNull();
  },
);

test('case and a trailing dot make no difference', () => {
  expect(parseHostPort(' SQL01.Contoso.Example.:1433 ')).toEqual({ host: 'sql01.contoso.example', port: 1433 });
});

test('what was printed is read again', () => {
  const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(host, fc.integer({ min: 1, max: 65535 }), (name, port) => {
      expect(parseHostPort(printHostPort(name, port))).toEqual({ host: name.toLowerCase(), port });
    }),
  );
});
