import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.js';
import type { Heard } from '../collectors/record.js';
import { engine } from '../helpers/engine.js';
import { english, hosts, jobOf, playbook, runHost } from './run-host.js';

const collectors = Object.keys(playbook.collectors);

/** Each collector that reads Security. */
const securityDenied = Object.fromEntries(
  ['install', 'logs', 'identity', 'history', 'logons'].map((collector) => [collector, 'failed denied']),
);
/** Nothing on these hosts logs connections, and the classic generation has no log of version 2. */
const usual: { [collector: string]: string } = { history: 'empty', textLog: 'empty' };

/** How the collectors end on each host; what is not named here or above must end as `collected`. */
const ends: { [host: string]: { [collector: string]: string } } = {
  german: {},
  japanese: {},
  constrained: {},
  noisy: {},
  // The log is refused, and each collector that needs it says so.
  'security-denied': securityDenied,
  'not-elevated': securityDenied,
  // Security begins after the installation: there is no range that could have been read around it.
  'rolled-over': { identity: 'failed incomplete' },
  cleared: { identity: 'failed incomplete' },
  hanging: { processes: 'failed timedOut', listeners: 'failed timedOut' },
  flooding: { tcp: 'failed timedOut', tcpAgain: 'failed timedOut' },
  kills: { dns: 'failed incomplete', udp: 'failed incomplete' },
};
/** Deadlines that are meant to pass, in milliseconds. */
const short: { [host: string]: { [collector: string]: number } } = {
  hanging: { processes: 3_000, listeners: 3_000 },
  flooding: { tcp: 3_000, tcpAgain: 3_000 },
};

/** Fields that tell the host's own setting, and what ConstrainedLanguage cannot compute. */
const ownFields: { [host: string]: string[] } = {
  german: ['timeZone', 'utcOffsetMinutes'],
  japanese: ['timeZone', 'utcOffsetMinutes'],
  constrained: ['keyFingerprint'],
};

/** Rows of the English host in the texts of another: what its `replace` says, and nothing else. */
function inWordsOf(host: string, rows: JsonObject[]): JsonObject[] {
  const { replace = {} } = JSON.parse(readFileSync(`${hosts}/${host}/host.json`, 'utf8')) as {
    replace?: { [from: string]: string };
  };
  const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
  let text = JSON.stringify(rows);
  for (const [from, to] of Object.entries(replace)) text = text.replaceAll(escaped(from), escaped(to));
  return JSON.parse(text) as JsonObject[];
}
const without = (fields: string[], rows: JsonObject[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field))));

describe.skipIf(!engine)('collectors on hosts that are not the friendly one', { timeout: 120_000 }, () => {
  let friendly: { [collector: string]: Heard };
  beforeAll(async () => {
    friendly = await runHost(
      english,
      collectors.map((collector) => jobOf(collector)),
    );
  }, 120_000);

  it('covers every host of the folder', () => {
    expect(readdirSync(hosts).sort()).toEqual([...Object.keys(ends), 'slow-log'].sort());
  });

  it('all collect on the friendly one', () => {
    for (const collector of collectors) {
      const outcome = usual[collector] ?? 'collected';
      expect(friendly[collector], collector).toMatchObject({ end: { outcome, noise: 0 } });
    }
  });

  describe.each(Object.keys(ends))('%s', (host) => {
    let heard: { [collector: string]: Heard };
    const source = (collector: string, name: string) =>
      heard[collector]!.end!.sources.find((source) => source.name === name);

    beforeAll(async () => {
      const jobs = collectors.map((collector) => {
        const timeout = short[host]?.[collector];
        return jobOf(collector, timeout === undefined ? {} : { timeout });
      });
      heard = await runHost(`${hosts}/${host}`, jobs);
    }, 180_000);

    it('ends each collector as it should', () => {
      const ended = collectors.map((collector) => {
        const { outcome, reason } = heard[collector]!.end!;
        return [collector, [outcome, reason].filter(Boolean).join(' ')];
      });
      const expected = collectors.map((collector) => [
        collector,
        ends[host]![collector] ?? usual[collector] ?? 'collected',
      ]);
      expect(Object.fromEntries(ended)).toEqual(Object.fromEntries(expected));
    });

    // On these hosts nothing is missing: what ended well must have brought everything.
    if (['german', 'japanese', 'constrained', 'noisy', 'hanging', 'kills', 'flooding'].includes(host))
      it('brings the same rows as the friendly host, but for texts that are data', () => {
        const fields = ownFields[host] ?? [];
        for (const collector of collectors) {
          if (ends[host]![collector]) continue;
          const { rows, end } = heard[collector]!;
          expect(without(fields, rows), collector).toEqual(without(fields, inWordsOf(host, friendly[collector]!.rows)));
          expect(end!.sources, collector).toEqual(friendly[collector]!.end!.sources);
        }
      });

    if (host === 'german' || host === 'japanese')
      it('is truly in another language', () => {
        expect(heard['host']!.engine).toMatchObject({ culture: host === 'german' ? 'de-DE' : 'ja-JP', elevated: true });
        const account = heard['identity']!.rows.find(({ kind }) => kind === 'logon')!['account'];
        expect(account).toBe(host === 'german' ? 'CONTOSO\\svc-sicherung für André' : 'CONTOSO\\佐藤 バックアップ');
      });

    if (host === 'noisy')
      it('counts the noise and believes none of it', () => {
        for (const collector of ['tcp', 'udp', 'service', 'processes']) {
          expect(heard[collector]!.end!.noise, collector).toBeGreaterThan(0);
        }
        expect(heard['dns']!.end!.noise).toBe(0);
      });

    if (host === 'flooding')
      it('keeps what arrived of an endless list', () => {
        expect(heard['tcp']!.rows.length).toBeGreaterThan(friendly['tcp']!.rows.length);
      });

    if (host === 'not-elevated')
      it('shows what needs elevation as unknown', () => {
        expect(heard['processes']!.engine).toMatchObject({ elevated: false });
        expect(heard['processes']!.rows.every(({ commandLine }) => commandLine === null)).toBe(true);
        expect(heard['sessions']!.rows).toMatchObject([{ account: 'CONTOSO\\anna' }]);
      });

    if (host === 'rolled-over' || host === 'cleared')
      it('says where the logs begin', () => {
        const oldest = host === 'cleared' ? '2025-02-11T02:40:12.501Z' : '2025-02-11T03:02:10.260Z';
        expect(source('install', 'Security')).toMatchObject({ outcome: 'empty', from: oldest, oldest });
        expect(source('identity', 'Security')).toMatchObject({
          outcome: 'failed',
          reason: 'incomplete',
          ...{ from: null, to: null, oldest },
        });
        if (host === 'cleared') expect(source('install', 'System')).toMatchObject({ from: '2025-02-11T02:40:13.020Z' });
        else {
          const channel = source('events', 'Microsoft-ServiceBus-Client/Operational');
          expect(channel).toMatchObject({ from: '2025-02-11T02:18:37.512Z' });
        }
      });
  });
});
