import { describe, expect, it } from 'vitest';
import { hostOf, sameAlertHost, sameHost } from '../../src/detections/host-name.js';

const engine = { computer: 'ADFS01', fqdn: 'ADFS01.contoso.example' };
const alert = (name: string | null, ...aliases: string[]) => ({ name, aliases });

describe('sameHost', () => {
  it.each([
    ['the full name', alert('ADFS01.contoso.example')],
    ['other case', alert('adfs01.CONTOSO.example')],
    ['a trailing dot', alert('adfs01.contoso.example.')],
    ['a short name', alert('adfs01')],
    ['an alias', alert('i-0123456789abcdef0', 'adfs01')],
    ['a full alias beside a short name', alert('ADFS01', 'adfs01.contoso.example')],
    ['an address beside the name', alert('ADFS01', '192.0.2.10')],
  ])('agrees on %s', (_, host) => expect(sameHost(host, engine)).toBe(true));

  it.each([
    ['another host', alert('APP03.contoso.example')],
    ['another domain', alert('ADFS01.other.example')],
    ['another domain, although the short name stands beside it', alert('ADFS01.other.example', 'ADFS01')],
    ['a longer domain', alert('ADFS01.contoso.example.other.example')],
    ['a child domain', alert('ADFS01.emea.contoso.example')],
    ['a name that begins alike', alert('ADFS011')],
    ['only a domain', alert('contoso.example')],
    ['an address', alert('192.0.2.10')],
    ['no name at all', alert(null)],
    ['an empty name', alert('  ', '.')],
  ])('does not agree on %s', (_, host) => expect(sameHost(host, engine)).toBe(false));

  it('compares first labels when the engine knows no domain', () => {
    expect(sameHost(alert('ADFS01.contoso.example'), { computer: 'ADFS01', fqdn: null })).toBe(true);
    expect(sameHost(alert('ADFS01.contoso.example'), { computer: 'ADFS01', fqdn: 'ADFS01' })).toBe(true);
    expect(sameHost(alert('APP03.contoso.example'), { computer: 'ADFS01', fqdn: null })).toBe(false);
  });

  it('takes a NetBIOS name that was cut to 15 characters', () => {
    const long = { computer: 'FEDERATIONSERVE', fqdn: 'federationserver01.contoso.example' };
    expect(sameHost(alert('FEDERATIONSERVE'), long)).toBe(true);
    expect(sameHost(alert('FederationServer01'), long)).toBe(true);
    expect(sameHost(alert('federationserver02.contoso.example'), long)).toBe(false);
  });

  it('agrees with nothing when the engine gave no name', () => {
    expect(sameHost(alert('ADFS01'), { computer: null, fqdn: null })).toBe(false);
  });

  it('does not take equal addresses for equal hosts', () => {
    const address = { computer: '192.0.2.10', fqdn: '2001:db8::1' };
    expect(sameHost(alert('192.0.2.10', '2001:db8::1'), address)).toBe(false);
  });
});

describe('hostOf', () => {
  it('keeps every spelling of the host, as spelt', () => {
    expect(hostOf('ADFS01.contoso.example', ['adfs01', 'ADFS01', 'adfs01', null, '192.0.2.10'])).toEqual({
      name: 'ADFS01.contoso.example',
      aliases: ['adfs01', 'ADFS01', '192.0.2.10'],
    });
  });

  it('leaves out another machine when the event names its own', () => {
    expect(hostOf('ADFS01.contoso.example', ['wec01.contoso.example'])).toEqual(alert('ADFS01.contoso.example'));
  });

  it('keeps them all when it cannot tell', () => {
    expect(hostOf(null, ['i-0123456789abcdef0', 'adfs01'])).toEqual(alert('i-0123456789abcdef0', 'adfs01'));
  });

  it('never makes an address the name', () => {
    expect(hostOf(null, ['192.0.2.10'])).toEqual(alert(null, '192.0.2.10'));
  });
});

describe('sameAlertHost', () => {
  it.each([
    ['the same name', alert('ADFS01.contoso.example'), alert('adfs01.contoso.example')],
    ['a short name and a full one', alert('ADFS01'), alert('ADFS01.contoso.example', 'ADFS01')],
    ['an instance id that both carry', alert('i-0123456789abcdef0'), alert('i-0123456789abcdef0', 'ADFS01')],
  ])('agrees on %s', (_, a, b) => {
    expect([sameAlertHost(a, b), sameAlertHost(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['another host', alert('ADFS01'), alert('APP03')],
    ['a namesake in another domain', alert('ADFS01.contoso.example'), alert('ADFS01.other.example')],
    ['another host that is merely mentioned', alert('ADFS01', 'APP03'), alert('APP03')],
    ['no name', alert(null), alert(null)],
  ])('does not agree on %s', (_, a, b) => {
    expect([sameAlertHost(a, b), sameAlertHost(b, a)]).toEqual([false, false]);
  });
});
