import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/domain/json.js';
import { engine } from '../helpers/engine.js';
import { type Collected, powershell, prelude, runCollectors } from './run-collector.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = `${root}playbooks/suspicious-windows-service/collectors/Get-WindowsService.ps1`;
const host = `${root}examples/suspicious-service/host`;
const program = 'C:\\ProgramData\\wts\\wtsvc.exe';

const read = async (...given: { [name: string]: Json }[]): Promise<Collected[]> =>
  runCollectors(
    host,
    given.map((parameters) => ({ script, parameters })),
  );

describe.skipIf(!engine)('Get-WindowsService', () => {
  it('finds a service by key name, display name or command line, and nothing else', async () => {
    const found = await read(
      { Name: ['wintelemetrysync'] },
      { Name: ['Windows Telemetry Sync'] },
      { ImagePath: [program] },
      { Name: ['Windows Telemetry'] },
    );
    expect(found.map(({ rows }) => rows.map((row) => row['name']))).toEqual([
      ['WinTelemetrySync'],
      ['WinTelemetrySync'],
      ['WinTelemetrySync'],
      [],
    ]);
    expect(found.every(({ errors }) => errors.length === 0)).toBe(true);
  }, 60_000);

  it('says what the program is', async () => {
    const [found] = await read({ Name: ['WinTelemetrySync'] });
    expect(found!.rows[0]).toMatchObject({
      ...{ path: program, program, serviceDll: null, processId: 5120, account: 'LocalSystem', hidden: false },
      ...{ signatureStatus: 'NotSigned', originalFilename: 'relaysync.exe', fileOwner: 'CONTOSO\\svc-backup' },
    });
    expect(found!.sources.map(({ name }) => name)).toEqual([
      'HKLM:\\SYSTEM\\CurrentControlSet\\Services',
      'Win32_Service',
      program,
    ]);
  }, 60_000);

  it('fails where nothing is named: that is no "nothing found"', async () => {
    const [found] = await read({ Name: [''] });
    expect(found!.errors).toMatchObject([{ category: 'InvalidArgument' }]);
    expect(found!.rows).toEqual([]);
  }, 60_000);

  it('runs by hand in ConstrainedLanguage', async () => {
    const command = `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; . '${prelude}'; & '${script}' -Name WinTelemetrySync | ForEach-Object { $_.sha256 }`;
    const { stdout } = await powershell(host, '-Command', command);
    expect(stdout.trim()).toMatch(/^[0-9a-f]{64}$/);
  }, 60_000);
});
