import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/domain/result.js';
import { cli, example, newFolder } from '../helpers/casefile.js';
import { engines, onWindows, type ProofEngine } from './engines.js';

/** What a script must never end as on a sound host, read with administrator rights: those are mistakes of ours. */
const ourMistakes = ['threw', 'invalidRows', 'incomplete'];

type Row = { [field: string]: unknown };
type Rows = { [collector: string]: Row[] };

/** Runs an alert as a script would, without answers: it stops at the first question, with the evidence before it. */
async function collect(
  { host }: ProofEngine,
  alert: string,
  ...more: string[]
): Promise<{ result: Result; rows: Rows }> {
  const args = ['run', alert, '--powershell', host.path, '--no-input', '--json', '--case-dir', newFolder(), ...more];
  const ran = await promisify(execFile)(process.execPath, [cli, ...args], {
    env: { ...process.env, ...host.env },
  }).catch((error: { stdout: string }) => error);
  const result = JSON.parse(ran.stdout) as Result;
  const rows = Object.fromEntries(Object.keys(result.coverage).map((name) => [name, rowsOf(result.dir!, name)]));
  return { result, rows };
}

function rowsOf(dir: string, collector: string): Row[] {
  const lines = readFileSync(join(dir, 'evidence', `${collector}.1.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Row).filter((row) => row['schema'] === undefined);
}

/** The newest record of an installed service, as README says to export one. */
async function exportNewestService({ host }: ProofEngine): Promise<string> {
  const query = "Get-WinEvent -FilterHashtable @{LogName='System';Id=7045} -MaxEvents 1 | ConvertTo-Json";
  const { stdout } = await promisify(execFile)(host.path, ['-NoProfile', '-NonInteractive', '-Command', query], {
    env: { ...process.env, ...host.env },
  });
  const alert = join(newFolder(), 'alert.json');
  writeFileSync(alert, stdout);
  return alert;
}

const failures = ({ coverage }: Result) =>
  Object.entries(coverage).filter(([, { reason }]) => ourMistakes.includes(reason ?? ''));

describe.skipIf(engines.length === 0).each(engines)('a host through $name', (engine) => {
  let recordId: unknown;
  let service: { result: Result; rows: Rows };
  let relay: { result: Result; rows: Rows };

  beforeAll(async () => {
    const alert = await exportNewestService(engine);
    recordId = JSON.parse(readFileSync(alert, 'utf8')).RecordId;
    service = await collect(engine, alert);
    relay = await collect(
      engine,
      example('hcm-adfs-tunnel', 'alert.json'),
      '--host-is',
      'the collectors are tested on it',
    );
  }, 600_000);

  it('lets every collector of the service playbook finish', () => {
    expect(failures(service.result)).toEqual([]);
    expect(Object.keys(service.rows)).toEqual(
      expect.arrayContaining(['tcp', 'processes', 'host', 'service', 'install']),
    );
  });

  it('lets every collector of the relay playbook finish, on a host without the product as well', () => {
    expect(failures(relay.result)).toEqual([]);
    expect(Object.keys(relay.rows)).toEqual(expect.arrayContaining(['listeners', 'config', 'events', 'textLog']));
  });

  it('finds the record of the alert in the System log', () => {
    expect(service.rows['install']!.map((row) => row['recordId'])).toContain(String(recordId));
  });

  // The simulated host does not list the processes of the machine that it runs on.
  it.runIf(onWindows)('lists its own processes', () => {
    const { own } = JSON.parse(
      readFileSync(join(service.result.dir!, 'evidence', 'processes.1.jsonl'), 'utf8').split('\n')[0]!,
    ).engine;
    expect(own.length).toBeGreaterThan(0);
  });

  it('counts no missing record in a System log that is not cleared', () => {
    const system = service.rows['logs']!.find((row) => row['log'] === 'System' && row['kind'] === 'log');
    expect(system).toMatchObject({ missing: 0 });
  });
});
