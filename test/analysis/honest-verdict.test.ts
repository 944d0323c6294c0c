import { describe, expect, test } from 'vitest';
import { type AnalysisInput, analyse } from '../../src/analysis/index.js';
import type { Analysis } from '../../src/domain/analysis.js';
import type { JsonObject } from '../../src/domain/json.js';
import { answers, authorised } from './scenarios/authorised.js';
import { caseOf, logRead, type Rows } from './scenarios/case.js';
import { secondConnection } from './scenarios/second-connection.js';
import { suspicious } from './scenarios/suspicious.js';

const operational = 'Microsoft-ServiceBus-Client/Operational';
const foreign = 'sb://evil-ns.servicebus.windows.net/dc-mgmt';

/** Scenario B with something changed; unchanged, it is `authorised`. */
const changed = (rows: Partial<Rows>, more: JsonObject = {}, known = {}) =>
  caseOf({ ...authorised, ...(rows as Rows) }, { host: 'APP03', answers: { ...answers, ...more }, ...known });
const alerted = (input: AnalysisInput, event: JsonObject, time: string | null = null): AnalysisInput => ({
  ...input,
  detection: {
    ...input.detection,
    time,
    event: { provider: null, id: 40302, channel: null, recordId: null, computer: null, data: {}, ...event },
  },
});
const found = ({ findings }: Analysis, id: string) => findings.filter((finding) => finding.id === id);
const event = (id: number, uri: string, recordId = '99') => ({
  id,
  recordId,
  time: '2025-03-02T06:00:00.000Z',
  channel: operational,
  uri,
  namespace: 'evil-ns',
  entity: 'dc-mgmt',
  connection: 'evil-ns/dc-mgmt',
});

describe('a connection that the configuration does not hold', () => {
  const listened = (id: number) => changed({ events: [...authorised['events']!, event(id, foreign)] });

  test.each([
    ['was listened on', listened(40302), 'notConfigured', ['E8#3'], 20],
    ['failed to start', listened(40304), 'triedNotConfigured', ['E8#3'], 10],
    ['is what the alert is about', alerted(changed({}), { data: { uri: foreign } }), 'notConfigured', ['alert'], 20],
  ])('%s: it is a subject of its own, and the owner’s word is needed for it', (_, input, id, from, weight) => {
    const analysis = analyse(input);
    expect(found(analysis, id)).toMatchObject([{ subject: 'evil-ns/dc-mgmt', from, weight }]);
    expect(analysis.facts['owner']).toMatchObject([
      { connection: 'corp-app-relay/sql-prod' },
      { connection: 'evil-ns/dc-mgmt', namespaceMatches: false },
    ]);
    expect(analysis.proposed).toMatchObject({ subject: 'evil-ns/dc-mgmt' });
    expect(analysis.proposed.level).not.toMatch(/^authorised/);
    expect(analysis.notEvaluated).toEqual([]);
  });

  test('is suspicious while the log holds no end of it', () => {
    const open = analyse(listened(40302));
    expect(found(open, 'upNotConfigured')).toMatchObject([{ subject: 'evil-ns/dc-mgmt', from: ['E8#3', 'E6#1'] }]);
    expect(open.proposed.level).toBe('suspicious');
    const events = [...authorised['events']!, event(40302, foreign, '98'), event(40303, foreign, '99')];
    const ended = analyse(changed({ events }));
    expect(found(ended, 'upNotConfigured')).toEqual([]);
    expect(ended.proposed.level).toBe('inconclusive');
  });

  test('is not claimed while the configuration was not read', () => {
    const input = listened(40302);
    input.coverage['config'] = { ...input.coverage['config']!, outcome: 'failed', reason: 'denied' };
    const { findings } = analyse(input);
    expect(findings.filter(({ id }) => /NotConfigured$|^notConfigured$/.test(id))).toEqual([]);
  });

  test('a relay that goes by the name of another namespace serves no known connection', () => {
    const dns = [
      ...authorised['dns']!,
      {
        entry: 'evil-ns.servicebus.windows.net',
        name: 'evil-ns.servicebus.windows.net',
        type: 1,
        data: '203.0.113.80',
      },
    ];
    const analysis = analyse(changed({ dns }));
    expect(found(analysis, 'relayOfOtherNamespace')).toMatchObject([{ subject: null, weight: 15 }]);
    expect(analysis.facts['connections']).toMatchObject([{ connection: null }, { class: 'target' }]);
    expect(analysis.proposed.level).toBe('inconclusive');
  });
});

describe('a benign verdict needs positive answers', () => {
  test.each([
    [{ namespace: 'notSearched' }, 'Not every namespace was found in an own subscription'],
    [{ namespace: 'partly' }, 'Not every namespace was found in an own subscription'],
    [{ traffic: 'unknown' }, 'The traffic of the service is not explained'],
    [{ traffic: 'unexplained' }, 'The traffic of the service is not explained'],
    [{ installer: 'unexpected' }, 'The installing account is not expected to install software on this host'],
    [{ cloud: 'notChecked' }, 'The Microsoft 365 and Azure logs were not checked, or show something unusual'],
  ])('%j is inconclusive', (more, because) => {
    expect(analyse(changed({}, more)).proposed).toMatchObject({
      level: 'inconclusive',
      because: [[{ text: because }]],
    });
  });

  test('and no answer is none', () => {
    const { cloud: _, ...rest } = answers;
    expect(analyse(caseOf(authorised, { host: 'APP03', answers: rest })).proposed.level).toBe('inconclusive');
  });

  test('the owner lowers the score only for a namespace that is ours', () => {
    const creditOf = (input: AnalysisInput) => analyse(input).scores.map((one) => one.beforeCredits - one.score);
    expect(creditOf(changed({}))).toEqual([40]);
    expect(creditOf(changed({}, { namespace: 'partly' }))).toEqual([0]);
  });

  test('answers that speak against it are findings', () => {
    const analysis = analyse(changed({}, { installer: 'unexpected', traffic: 'unexplained' }));
    expect(found(analysis, 'installerUnexpected')).toMatchObject([{ weight: 25, from: ['answers.installer'] }]);
    expect(found(analysis, 'trafficUnexplained')).toMatchObject([{ weight: 20, from: ['answers.traffic'] }]);
  });

  test('and the network was looked at, twice', () => {
    for (const collector of ['tcp', 'tcpAgain']) {
      const input = changed({});
      delete input.coverage[collector];
      expect(analyse(input).proposed).toMatchObject({ level: 'inconclusive', missing: [collector] });
    }
  });

  test('the second look counts: a target that was opened since is judged', () => {
    const opened = { ...authorised['tcp']![1]!, remoteAddress: '192.0.2.60', remotePort: 3389, localPort: 51900 };
    const analysis = analyse(changed({ tcpAgain: [...authorised['tcp']!, opened] }));
    expect(found(analysis, 'administrationPort')).toMatchObject([{ from: ['E11#3', 'E6#1'] }]);
    expect(analysis.facts['owner']).toMatchObject([{ targetMatches: false }]);
  });
});

describe('what is said without a service', () => {
  test('a role does not make it installed', () => {
    const analysis = analyse(caseOf({ ...suspicious, service: [] }, { host: 'ADFS01' }));
    expect(found(analysis, 'identityServer')).toEqual([]);
    expect(found(analysis, 'identityServerTraces')).toMatchObject([{ from: ['E5#1', 'E7#1'] }]);
  });

  test('a role alone leaves no trace of it', () => {
    const nothing = { service: [], config: [], events: [], install: [], identity: [], tcp: [], tcpAgain: [] };
    const analysis = analyse(caseOf({ ...suspicious, ...nothing }, { host: 'ADFS01' }));
    expect(found(analysis, 'identityServerTraces')).toEqual([]);
  });

  test('with a service the claim is based on it', () => {
    expect(found(analyse(caseOf(suspicious, { host: 'ADFS01' })), 'identityServer')).toMatchObject([
      { from: ['E5#1', 'E6#1'] },
    ]);
  });

  test.each([
    ['neither service nor socket', { service: [] }, false],
    ['a service without its process', { processes: [], tcp: [], tcpAgain: [] }, false],
    ['a process of the service', { tcp: [], tcpAgain: [] }, true],
    ['an open relay socket', { processes: [] }, true],
  ])('%s says whether the tunnel is up', (_, rows, up) => {
    const { facts } = analyse(caseOf({ ...suspicious, ...rows }, { host: 'ADFS01' }));
    expect(facts['tunnels']).toMatchObject([{ open: true, up }]);
  });
});

describe('the answer about namespaces', () => {
  test('is cited by the finding that is based on it', () => {
    const analysis = analyse(changed({}, { namespace: 'notOurs' }));
    expect(found(analysis, 'foreignNamespace')).toMatchObject([
      { subject: 'corp-app-relay/sql-prod', from: expect.arrayContaining(['E7#1', 'answers.namespace']) },
    ]);
  });

  test('is not put on any of several', () => {
    const analysis = analyse(caseOf(secondConnection, { host: 'APPSRV07', answers: { namespace: 'notOurs' } }));
    expect(found(analysis, 'foreignNamespace')).toEqual([]);
  });

  test('is put on the one that it names', () => {
    const namespace = { 'corp-app-relay': 'ours', 'contoso-relay-example': 'notOurs' };
    const analysis = analyse(caseOf(secondConnection, { host: 'APPSRV07', answers: { namespace } }));
    expect(found(analysis, 'foreignNamespace')).toMatchObject([{ subject: 'contoso-relay-example/adfs-mgmt' }]);
  });
});

describe('the record of the alert', () => {
  const log = logRead(operational, '2025-01-01T00:00:00.000Z', '2025-03-02T08:00:00.000Z');
  const meant = { id: 40300, channel: operational, recordId: '412' };
  const time = '2025-03-02T05:04:11.210Z';
  const searched = (record: JsonObject) =>
    analyse(alerted(changed({}, {}, { sources: { events: [log] } }), { ...meant, ...record }, time));

  test('that the log holds is a fact', () => {
    expect(searched({}).facts['triggeringRecord']).toMatchObject({ state: 'found', from: ['E8#1'] });
    expect(searched({}).proposed.level).toBe('authorised');
  });

  test('that the log should hold and does not is a finding, and stands against a benign verdict', () => {
    const analysis = searched({ recordId: '99999' });
    expect(found(analysis, 'triggeringRecordGone')).toMatchObject([{ from: ['alert', 'E8'], weight: 30 }]);
    expect(analysis.proposed.level).toBe('inconclusive');
  });
});

test('a configuration file whose other owner is not known was not replaced by another', () => {
  const config = suspicious['config']!.map((row) => (row['value'] === 'backup' ? { ...row, ownerSid: null } : row));
  expect(found(analyse(caseOf({ ...suspicious, config }, { host: 'ADFS01' })), 'configurationReplaced')).toEqual([]);
});
