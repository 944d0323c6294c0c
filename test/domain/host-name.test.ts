import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostIn, hostOf, isBelow, lowerAscii, shortName } from '../../src/domain/host-name.js';

const zone = 'servicebus.windows.net';
const nameOf = (host: string) => shortName(zone, hostIn(zone, host));

describe('the host of an address', () => {
  it.each([
    ['SB://Corp.ServiceBus.Windows.net/sql', 'corp.servicebus.windows.net'],
    ['sb://corp.servicebus.windows.net:443/', 'corp.servicebus.windows.net'],
    ['sb://corp.servicebus.windows.net./sql', 'corp.servicebus.windows.net'],
    ['sb://corp.servicebus.windows.net../sql', 'corp.servicebus.windows.net.'],
    ['corp', 'corp'],
    ['sb://user@corp.servicebus.windows.net/', 'corp.servicebus.windows.net'],
    ['sb://corp.servicebus.windows.net@attacker.example/', 'attacker.example'],
    ['sb://corp.servicebus.windows.net:443@attacker.example/x', 'attacker.example'],
    ['sb://corp.servicebus.windows.net?.attacker.example', 'corp.servicebus.windows.net'],
    ['sb:///x', null],
    ['', null],
  ])('%s is at %s', (address, host) => {
    expect(hostOf(address)).toBe(host);
  });

  it('is no host of a zone when a reader cut the user at its colon', () => {
    const host = hostOf('sb://corp.servicebus.windows.net/@attacker.example/x')!;
    expect(nameOf(host)).not.toBe('corp');
    expect(isBelow(host, zone)).toBe(false);
  });

  it('keeps every letter but A to Z', () => {
    for (const odd of ['\u212Aorp', 'cоrp', 'ｃorp', 'xn--crp-jld', 'corp\u200B'])
      expect(hostOf(`sb://${odd}.servicebus.windows.net/`)).toBe(`${odd}.servicebus.windows.net`);
  });
});

describe('the name of a host', () => {
  it.each([
    ['corp.servicebus.windows.net', 'corp'],
    ['corp', 'corp'],
    ['corp.servicebus.chinacloudapi.cn', 'corp.servicebus.chinacloudapi.cn'],
    ['corp.attacker.example', 'corp.attacker.example'],
    ['corp.servicebus.windows.net.attacker.example', 'corp.servicebus.windows.net.attacker.example'],
    ['corp.x.servicebus.windows.net', 'corp.x.servicebus.windows.net'],
    ['corpservicebus.windows.net', 'corpservicebus.windows.net'],
  ])('%s is %s', (host, name) => {
    expect(nameOf(host)).toBe(name);
  });

  const label = fc.oneof(
    fc.stringMatching(/^[a-z0-9-]{1,12}$/),
    fc.constantFrom('corp', 'c0rp', 'cоrp', 'servicebus', 'windows', 'net', 'xn--crp-jld', '\u212Aorp'),
  );
  const tail = fc.oneof(
    fc.constantFrom(zone, `${zone}.attacker.example`, 'servicebus.chinacloudapi.cn', 'attacker.example', `x.${zone}`),
    fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
  );
  const host = fc.tuple(label, tail).map((labels) => labels.join('.'));
  const written = (name: string) => `sb://${name.replace(/[a-z]/g, (letter) => letter.toUpperCase())}.:443/sql`;

  it('is never the same for two different full hosts', () => {
    fc.assert(
      fc.property(host, host, (one, other) => {
        fc.pre(one !== other);
        expect(nameOf(hostOf(written(one))!)).not.toBe(nameOf(hostOf(`sb://${other}/sql`)!));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same for every spelling of one host, and leads back to it', () => {
    fc.assert(
      fc.property(host, (one) => {
        expect(hostOf(written(one))).toBe(lowerAscii(one));
        expect(hostIn(zone, nameOf(one))).toBe(one);
      }),
    );
  });
});

it('a zone has only well-formed hosts below it', () => {
  for (const host of ['corp', 'a.corp']) expect(isBelow(`${host}.${zone}`, zone)).toBe(true);
  for (const host of [
    zone,
    `corp${zone}`,
    `cоrp.${zone}`,
    `a..${zone}`,
    `a%2e.${zone}`,
    `a\\.${zone}`,
    `${zone}.example`,
  ])
    expect(isBelow(host, zone), host).toBe(false);
});
