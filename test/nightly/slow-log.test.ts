import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Heard } from '../collectors/record.js';
import { engine } from '../helpers/engine.js';
import { hosts, jobOf, playbook, runHost } from '../windows/run-host.js';

const host = `${hosts}/slow-log`;
/** Stricter than the playbook's own deadlines of 60 and 90 s, the same for every way of asking. */
const timeout = 25_000;

/** Asks for the installation as one does by hand: the id and the lookback, and nothing of what other logs know. */
const naive = `[CmdletBinding()] param([string[]]$ServiceName, [string[]]$ServicePath, [string]$ProductPattern, [long]$LookbackSeconds)
$now = Get-Date
$query = @{ LogName = 'Security'; Id = 4697; StartTime = $now.AddSeconds(-$LookbackSeconds); EndTime = $now }
Get-WinEvent -FilterHashtable $query | ForEach-Object { @{ kind = 'event'; recordId = [string]$_.RecordId } }`;

describe.skipIf(!engine)(
  'a Security log of five million records, an installation months ago',
  {
    timeout: 120_000,
  },
  () => {
    let heard: { [collector: string]: Heard };
    const sources = (collector: string) => heard[collector]!.end!.sources.filter(({ name }) => name === 'Security');
    beforeAll(async () => {
      heard = await runHost(host, [jobOf('install', { timeout }), jobOf('identity', { timeout })]);
    }, 120_000);

    it('is found inside the deadline, through the anchors of the small logs', () => {
      expect(heard['install']!.end).toMatchObject({ outcome: 'collected', reason: null });
      expect(heard['install']!.rows.find(({ id }) => id === 4697)).toMatchObject({
        recordId: '1069208',
        time: '2025-02-11T02:16:52.341Z',
        subjectLogonId: '0x3e7',
      });
    });

    it('covers what lies around them, and says so', () => {
      expect(sources('install')).toMatchObject([
        {
          outcome: 'collected',
          from: '2025-02-11T02:06:52.339Z',
          to: '2025-02-11T02:26:55.003Z',
          oldest: '2025-01-20T00:00:00.000Z',
        },
      ]);
    });

    it('leads to the process and the logon behind it', () => {
      expect(heard['identity']!.end).toMatchObject({ outcome: 'collected', reason: null });
      const found = heard['identity']!.rows.map(({ id, recordId, logonId }) => [id, recordId, logonId]);
      expect(found).toContainEqual([4688, '1069206', '0x4f2a91c']);
      expect(found).toContainEqual([4624, '1069117', '0x4f2a91c']);
    });

    it('is not found by a query without anchors, neither in this time nor in the real deadline', async () => {
      const { install } = await runHost(host, [jobOf('install', { text: naive, timeout })]);
      expect(install).toMatchObject({ rows: [], end: { outcome: 'failed', reason: 'timedOut' } });

      // Newest first it would have to pass every record since the installation.
      const { generated, readsPerSecond } = JSON.parse(readFileSync(`${host}/logs.json`, 'utf8'))['Security'];
      const records = generated.reduce((sum: number, span: { records: number }) => sum + span.records, 0);
      expect(records).toBe(5_000_000);
      const seconds = (records - 1_069_208) / readsPerSecond;
      expect(seconds * 1_000).toBeGreaterThan(playbook.collectors['install']!.timeout);
    });

    it('says which range a capped query covered, in an hour of 5,000 records a minute', async () => {
      const parameters = {
        Anchor: ['2025-04-27T03:30:00.000Z'],
        ClientProcessId: [4104],
        WindowSeconds: 60,
        MaxEvents: 4,
      };
      heard = await runHost(host, [jobOf('identity', { parameters, timeout })]);
      // Process id 4104 comes back every 4,000 records, 48 s apart here: the fourth from the end is the last that was read.
      expect(heard['identity']!.rows.map(({ recordId }) => recordId)).toEqual([
        '4884002',
        '4888002',
        '4892002',
        '4896002',
      ]);
      expect(sources('identity')).toMatchObject([
        { outcome: 'collected', truncated: true, from: '2025-04-27T03:36:48.012Z', to: '2025-04-27T03:40:00.000Z' },
      ]);
    });
  },
);
