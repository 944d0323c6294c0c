import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import type { Analysis } from '../../src/domain/analysis.js';
import { answers, authorised } from './scenarios/authorised.js';
import { caseOf, logRead } from './scenarios/case.js';
import { answersForFirst, secondConnection } from './scenarios/second-connection.js';
import { suspicious } from './scenarios/suspicious.js';

const suspiciousCase = (known = {}) => caseOf(suspicious, { host: 'ADFS01.contoso.example', ...known });
const authorisedCase = (known = {}) => caseOf(authorised, { host: 'APP03.contoso.example', answers, ...known });

const operational = 'Microsoft-ServiceBus-Client/Operational';
const creditOf = (scores: Analysis['scores']) => {
  const vouched = scores.find(({ subject }) => subject === 'corp-app-relay/sql-prod')!;
  return vouched.beforeCredits - vouched.score;
};

/** Weight that each group contributes to the proposed verdict's subject. */
const groupsOf = ({ findings, proposed }: Analysis) =>
  Object.fromEntries(proposed.reasons.map((index) => [findings[index]!.group, findings[index]!.weight]));

describe('scenario S: a tunnel to WinRM on an AD FS server', () => {
  test('counts each group once, at its heaviest', () => {
    expect(groupsOf(analyse(suspiciousCase()))).toEqual({
      classicFound: 0,
      role: 35,
      target: 45,
      installer: 30,
      source: 15,
      config: 20,
      use: 15,
      key: -5,
    });
  });

  test('proposes malicious-likely before and with the answer on the namespace', () => {
    expect(analyse(suspiciousCase()).proposed).toMatchObject({
      level: 'malicious-likely',
      score: 155,
      subject: 'contoso-relay-example/adfs-mgmt',
      missing: [],
    });
    const answered = analyse(suspiciousCase({ answers: { namespace: 'notOurs' } }));
    expect(answered.proposed).toMatchObject({ level: 'malicious-likely', score: 205 });
  });

  test('evaluates every rule and every fact', () => {
    expect(analyse(suspiciousCase()).notEvaluated).toEqual([]);
  });

  test('names the installer with high confidence, and where the logon came from', () => {
    expect(analyse(suspiciousCase()).facts['installer']).toMatchObject({
      account: 'CONTOSO\\svc-backup',
      confidence: 'high',
      logon: { type: 10, address: '203.0.113.45', scope: 'external' },
    });
  });

  test('finds one active session and the tunnel still up', () => {
    const log = logRead(operational, '2025-01-10T00:00:00.000Z', '2025-02-11T04:00:00.000Z');
    const { facts } = analyse(suspiciousCase({ sources: { events: [log] } }));
    expect(facts['sessions']).toMatchObject([{ remoteAddress: '::1', remotePort: 5986 }]);
    expect(facts['tunnels']).toMatchObject([
      { start: '2025-02-11T02:18:37.512Z', end: null, open: true, up: true, readTo: '2025-02-11T04:00:00.000Z' },
    ]);
  });

  test('the replaced configuration refers to both files', () => {
    const replaced = analyse(suspiciousCase()).findings.find(({ id }) => id === 'configurationReplaced');
    expect(replaced?.from).toEqual(['E7#2', 'E7#3']);
  });

  test('every reference names a row that exists', () => {
    const input = suspiciousCase();
    const known = Object.values(input.evidence).flatMap(({ id, rows }) =>
      Array.from(rows(), ({ row }) => `${id}#${row}`),
    );
    const { findings } = analyse(input);
    expect(findings.length).toBeGreaterThan(7);
    for (const { from } of findings) expect(known).toEqual(expect.arrayContaining(from));
  });
});

describe('scenario B: a known deployment that its owner vouches for', () => {
  test('proposes authorised', () => {
    expect(analyse(authorisedCase()).proposed).toMatchObject({ level: 'authorised', missing: [], wouldChange: [{}] });
  });

  test('cannot say who installed it', () => {
    expect(analyse(authorisedCase()).facts['installer']).toMatchObject({ account: null, confidence: 'none' });
  });

  test('places the installation inside the change window', () => {
    expect(analyse(authorisedCase()).facts['changeWindows']).toMatchObject([
      { name: 'productRegistered', at: '2023-06-14', inside: null },
      { name: 'programFile', at: '2023-06-14T19:02:11.000Z', inside: true },
    ]);
  });

  test('is inconclusive while a required collector has failed', () => {
    const input = authorisedCase();
    input.coverage['config'] = { ...input.coverage['config']!, outcome: 'failed', reason: 'denied' };
    expect(analyse(input).proposed).toMatchObject({ level: 'inconclusive', missing: ['config'] });
  });

  test('is inconclusive when the owner names another target', () => {
    const owner = { ...(answers['owner'] as object), target: 'sql02.contoso.example:1433' };
    const { proposed } = analyse(authorisedCase({ answers: { ...answers, owner } }));
    expect(proposed.level).toBe('inconclusive');
  });

  test('is at least suspicious when nobody authorised it', () => {
    const { proposed } = analyse(authorisedCase({ answers: { ...answers, authorised: 'no' } }));
    expect(proposed.level).toBe('suspicious');
    expect(proposed.because).toEqual([[{ text: 'Nobody authorised it' }]]);
  });
});

describe('scenario V: a second connection beside the one that is vouched for', () => {
  const { proposed, scores } = analyse(caseOf(secondConnection, { host: 'APPSRV07', answers: answersForFirst }));

  test('the second connection decides, and the owner does not lower it', () => {
    expect(proposed).toMatchObject({
      level: 'malicious-likely',
      subject: 'contoso-relay-example/adfs-mgmt',
      score: 45 + 15 + 15 + 15,
    });
  });

  test('the vouched connection has its credit once its namespace is found in an own subscription', () => {
    expect(creditOf(scores)).toBe(0);
    const found = { ...answersForFirst, namespace: { 'corp-app-relay': 'ours' } };
    expect(creditOf(analyse(caseOf(secondConnection, { host: 'APPSRV07', answers: found })).scores)).toBe(40);
  });
});

describe('a case with nothing collected yet', () => {
  test('is inconclusive and names all that is required', () => {
    const { proposed, findings } = analyse(caseOf({}, { host: 'APP03' }));
    expect(findings).toEqual([]);
    expect(proposed).toMatchObject({ level: 'inconclusive', subject: null, score: 0 });
    expect(analyse(caseOf({}, { host: 'APP03', answers })).proposed.missing).toContain('config');
  });
});
