import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { numbered, run } from '../run.js';

const zones = [
  'servicebus.windows.net',
  'servicebus.chinacloudapi.cn',
  'servicebus.usgovcloudapi.net',
  'servicebus.cloudapi.de',
];
const at = (host: string, more: JsonObject = {}): JsonObject => ({
  endpoint: `sb://${host}/sql`,
  namespace: host,
  entity: 'sql',
  connection: `${host}/sql`,
  ...more,
});
const id = (namespace: string, entity = 'sql') =>
  `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/${namespace}/hybridConnections/${entity}`;
const doubts = (relays: JsonObject[], more: { claim?: string; exported?: JsonObject[] } = {}) => {
  const args = {
    relays: numbered('E7', relays),
    claim: more.claim === undefined ? null : { namespace: more.claim },
    exported: numbered('A1', more.exported ?? []),
  };
  const { value } = run('namespaceDoubts', args, { zones, resourceId: 'armId' });
  return (value as JsonObject[]).map(({ doubt, host, other, from }) => ({ doubt, host, other, from }));
};
const kinds = (...args: Parameters<typeof doubts>) => doubts(...args).map(({ doubt }) => doubt);
const ours = 'corp-app-relay.servicebus.windows.net';

it('has no doubt about a relay in Azure’s zone that agrees with everything', () => {
  const exported = [{ namespaces: ['corp-app-relay'], zone: null }];
  expect(doubts([at(ours, { armId: id('CORP-app-relay', 'SQL') })], { claim: 'corp-app-relay', exported })).toEqual([]);
});

describe('zone', () => {
  it.each([
    'corp-app-relay.attacker.example',
    'corp-app-relay.servicebus.windows.net.attacker.example',
    'corp-app-relay.servicebus-windows.net',
    'corp-app-relay.servicebus.windows.com',
    'corp-app-relayservicebus.windows.net',
    'corp-app-relay',
    'servicebus.windows.net',
  ])('%s is in none', (host) => {
    expect(doubts([at(host)])).toEqual([{ doubt: 'zone', host, other: null, from: ['E7#1'] }]);
  });

  it.each(zones)('%s is one', (zone) => {
    expect(doubts([at(`corp-app-relay.${zone}`)])).toEqual([]);
  });

  it('a log line without an address is about Azure’s public zone', () => {
    expect(doubts([{ endpoint: null, namespace: 'corp-app-relay', connection: 'corp-app-relay/sql' }])).toEqual([]);
  });

  it('no random host is in a zone unless it ends in one', () => {
    fc.assert(
      fc.property(fc.domain(), (host) => {
        fc.pre(!zones.some((zone) => host.endsWith(`.${zone}`)));
        expect(kinds([at(`corp-app-relay.${host}`)])).toEqual(['zone']);
      }),
    );
  });
});

describe('cloud', () => {
  const china = 'corp-app-relay.servicebus.chinacloudapi.cn';

  it('another one than the owner’s', () => {
    expect(doubts([at(china)], { claim: 'corp-app-relay' })).toEqual([
      { doubt: 'cloud', host: china, other: 'servicebus.windows.net', from: ['E7#1', 'answers.owner'] },
    ]);
    expect(kinds([at(ours)], { claim: china })).toEqual(['cloud']);
  });

  it('another one than the exports’', () => {
    const exported = [{ namespaces: [], zone: 'servicebus.usgovcloudapi.net' }];
    expect(doubts([at(china)], { exported })).toMatchObject([
      { doubt: 'cloud', other: 'servicebus.usgovcloudapi.net', from: ['E7#1', 'A1#1'] },
    ]);
  });

  it('is none where the owner names that cloud in full', () => {
    expect(kinds([at(china)], { claim: china })).toEqual([]);
  });

  it('two relays in two clouds are both in doubt when nothing else names one', () => {
    expect(kinds([at(ours), at('other-relay.servicebus.cloudapi.de')])).toEqual(['cloud', 'cloud']);
  });
});

describe('lookAlike', () => {
  const fake = 'corp-app-re1ay.servicebus.windows.net';

  it('of what the owner names', () => {
    expect(doubts([at(fake)], { claim: 'corp-app-relay' })).toEqual([
      { doubt: 'lookAlike', host: fake, other: 'corp-app-relay', from: ['E7#1', 'answers.owner'] },
    ]);
  });

  it('of another relay: only the one that Azure does not know', () => {
    const exported = [{ namespaces: ['corp-app-relay'], zone: null }];
    expect(doubts([at(ours), at(fake)], { exported })).toMatchObject([{ doubt: 'lookAlike', host: fake }]);
    expect(kinds([at(ours), at(fake)])).toEqual(['lookAlike', 'lookAlike']);
  });

  it('prod1 and prod2 are ours when an export has the resource ids of both', () => {
    const relays = ['prod1', 'prod2'].map((name) => at(`${name}.servicebus.windows.net`, { armId: id(name) }));
    expect(kinds(relays)).toEqual(['lookAlike', 'lookAlike']);
    const exported = [
      { namespaces: ['prod1'], zone: null },
      { endpoint: 'sb://prod2.servicebus.windows.net/sql/g', entity: 'sql', resourceId: id('prod2') },
    ];
    expect(kinds(relays, { exported })).toEqual([]);
  });

  it('a resource id that contradicts its endpoint confirms nothing', () => {
    const exported = [{ endpoint: `sb://${fake}/sql`, entity: 'sql', resourceId: id('corp-app-relay') }];
    expect(kinds([at(fake)], { claim: 'corp-app-relay', exported })).toEqual(['lookAlike', 'resourceId']);
  });
});

describe('resourceId', () => {
  it.each([
    ['another namespace', id('corp-app-relay2'), 1],
    ['another connection', id('corp-app-relay', 'other'), 1],
    ['the same', id('corp-app-relay'), 0],
    ['no relay', '/subscriptions/s', 0],
  ])('%s', (_, armId, count) => {
    expect(kinds([at(ours, { armId })])).toEqual(Array(count).fill('resourceId'));
  });

  it('is compared in an export as well', () => {
    const exported = [
      { endpoint: `sb://${ours}/sql`, entity: 'sql', resourceId: id('other-relay'), connection: 'x/y' },
    ];
    expect(doubts([at(ours)], { exported })).toMatchObject([{ doubt: 'resourceId', host: ours, from: ['A1#1'] }]);
  });
});
