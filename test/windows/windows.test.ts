import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { engine, simulatedPwsh } from '../helpers/engine.js';
import { runWarm } from '../helpers/warm-engine.js';

const sample = fileURLToPath(new URL('./sample-host', import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Run {
  lines: string[];
  stderr: string;
  code: number | null;
}
type Printed = { stdout: string; stderr: string; code: number | null };
const asLines = ({ stdout, stderr, code }: Printed): Run => ({
  lines: stdout.split(/\r?\n/).filter((line) => line !== ''),
  stderr,
  code,
});

/** Runs a command on a host, in the warm engine. */
const run = async (command: string, host = sample): Promise<Run> => asLines(await runWarm(host, ['-Command', command]));
const linesOf = async (command: string, host = sample): Promise<string[]> => (await run(command, host)).lines;

/** Starts ./pwsh with its command line. */
function start(host: string, command: string[], input = ''): Run {
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', ...command];
  const env = { ...process.env, SIMULATED_HOST: host, NO_COLOR: '1', TERM: 'dumb' };
  const { stdout, stderr, status } = spawnSync(simulatedPwsh, args, { encoding: 'utf8', input, env, timeout: 60_000 });
  return asLines({ stdout, stderr, code: status });
}

/** The sample host with other values in host.json and with faults. */
function variant(changes: Record<string, unknown>, faults: unknown[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-host-'));
  folders.push(folder);
  cpSync(sample, folder, { recursive: true });
  const host = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ ...host, ...changes }));
  writeFileSync(join(folder, 'faults.json'), JSON.stringify(faults));
  return folder;
}

const constrained = (): string => variant({ languageMode: 'ConstrainedLanguage' });

/** Every command's error id, or "none". */
const errorIds = (...commands: string[]): string =>
  commands.map((c) => `try { $null = ${c} -ErrorAction Stop; 'none' } catch { $_.FullyQualifiedErrorId }`).join('; ');

describe.skipIf(!engine)('simulated Windows', { timeout: 90_000 }, () => {
  it('runs the bootstrap with stdin, and passes the exit code on', () => {
    const bootstrap = "$b=@($input)-join'';$s=$b|ConvertFrom-Json;Invoke-Expression $s.script";
    const input = `${JSON.stringify({ script: '$s.name; $env:COMPUTERNAME; & { exit 3 }', name: `O'Neil “$(1)” "x"` })}\n`;
    expect(start(sample, ['-Command', bootstrap], input)).toMatchObject({
      lines: [`O'Neil “$(1)” "x"`, 'SRV-APP01'],
      code: 3,
    });
  });

  it('refuses a folder that is no host with exit 64', () => {
    expect(start('/nowhere', ['-Command', '1'])).toMatchObject({ code: 64, lines: [] });
    expect(start(variant({ now: '' }), ['-Command', '1'])).toMatchObject({ code: 64, lines: [] });
  });

  it('constrains the command and not the cmdlets', async () => {
    const command =
      "$ExecutionContext.SessionState.LanguageMode; try { [IO.File]::Exists('/') } catch { $_.FullyQualifiedErrorId }; (Get-WinEvent -LogName System -MaxEvents 1).Id";
    expect(await linesOf(command, constrained())).toEqual([
      'ConstrainedLanguage',
      'MethodInvocationNotSupportedInConstrainedLanguage',
      '104',
    ]);
  });

  it('reads events newest first, filtered by table and by XPath', async () => {
    const lines = await linesOf(
      [
        "(Get-WinEvent -FilterHashtable @{LogName='System';Id=7036,7045;StartTime=[datetime]'2026-05-01'}).Id -join ','",
        "(Get-WinEvent -FilterHashtable @{LogName='System';ServiceName='Contoso Relay'}).RecordId",
        `(Get-WinEvent -LogName System -FilterXPath "*[System[(EventID=7045 or EventID=7036) and TimeCreated[@SystemTime>='2026-05-18T08:00:01.000Z']]]").Id`,
        `(Get-WinEvent -LogName System -FilterXPath "*[EventData[Data[@Name='param2']='running']]").Id`,
        '(Get-WinEvent -LogName System -Oldest -MaxEvents 1).TimeCreated.ToUniversalTime().ToString("o")',
      ].join(';'),
    );
    expect(lines).toEqual(['7036,7045', '101', '7036', '7036', '2026-03-01T00:00:00.0000000Z']);
  });

  it('gives an event its real shape', async () => {
    const [sid, first, xml] = await linesOf(
      "$e = Get-WinEvent -FilterHashtable @{LogName='System';Id=7045}; [string]$e.UserId; $e.Properties[0].Value; $e.ToXml()",
    );
    expect(sid).toBe('S-1-5-21-1-2-3-1104');
    expect(first).toBe('Contoso Relay');
    expect(xml).toContain("<TimeCreated SystemTime='2026-05-18T08:00:00.1234567Z'/>");
    expect(xml).toContain(
      "<Data Name='ImagePath'>\"C:\\Program Files\\Contoso Relay\\relay.exe\" -k &lt;x&gt; 'y'</Data>",
    );
  });

  it('keeps date-like event data as text', async () => {
    expect(await linesOf('(Get-WinEvent -LogName Application).Properties[1].Value')).toEqual(['2026-05-19T22:00:00Z']);
  });

  it('fails with the ids of the real cmdlets', async () => {
    const commands = [
      "Get-WinEvent -FilterHashtable @{LogName='System';Id=9999}",
      'Get-WinEvent -LogName Nope',
      'Get-WinEvent -LogName Security',
      'Get-CimInstance Win32_Nope',
      'Get-Item HKLM:\\nope',
      'Get-Content C:\\nope',
      'Get-ItemProperty HKLM:\\SOFTWARE\\Contoso\\Relay -Name Nope',
      'Get-Service nope',
    ];
    expect(await linesOf(errorIds(...commands))).toEqual([
      'NoMatchingEventsFound,Microsoft.PowerShell.Commands.GetWinEventCommand',
      'NoMatchingLogsFound,Microsoft.PowerShell.Commands.GetWinEventCommand',
      'System.UnauthorizedAccessException,Microsoft.PowerShell.Commands.GetWinEventCommand',
      'HRESULT 0x80041010,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand',
      'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand',
      'PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand',
      'System.Management.Automation.PSArgumentException,Microsoft.PowerShell.Commands.GetItemPropertyCommand',
      'NoServiceFoundForGivenName,Microsoft.PowerShell.Commands.GetServiceCommand',
    ]);
  });

  it('fails as the real cmdlets do where nothing is', async () => {
    const commands = (path: string) => [
      ...['Get-Item', 'Get-ChildItem', 'Get-Content', 'Get-ItemProperty', 'Resolve-Path', 'Get-FileHash'].flatMap(
        (cmdlet) => [`${cmdlet} ${path}`, `${cmdlet} -LiteralPath ${path}`],
      ),
      `Get-ItemPropertyValue ${path} -Name x`,
      'Get-Item Q:\\x',
      'Get-Process nope',
      'Get-Process -Id 999999',
      'Get-TimeZone nope',
    ];
    const errors = (path: string) =>
      commands(path)
        .map(
          (c) => `try { ${c} -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category)" }`,
        )
        .join('; ');
    const real = await runWarm({ languageMode: 'FullLanguage' }, ['-Command', errors('/nope/x')]);
    expect(await linesOf(errors('C:\\nope\\x'))).toEqual(asLines(real).lines);
  });

  it('answers WQL filters and hides command lines without elevation', async () => {
    const command =
      "(Get-CimInstance Win32_Service -Filter \"Name LIKE 'Contoso%' AND State='Running'\").ProcessId; [string](Get-CimInstance Win32_Process -Filter 'ProcessId=4312').CommandLine; whoami /groups /fo csv /nh | Select-Object -Last 1";
    expect(await linesOf(command)).toEqual([
      '4312',
      '"C:\\Program Files\\Contoso Relay\\relay.exe"',
      '"Verbindliche Beschriftung\\Systemverbindlichkeitsstufe","Bezeichnung","S-1-16-16384",""',
    ]);
    const user = variant({ elevated: false, userSid: 'S-1-5-21-1-2-3-1104', userName: 'CORP\\anna' });
    expect(await linesOf(command, user)).toEqual([
      '4312',
      '"Verbindliche Beschriftung\\Mittlere Verbindlichkeitsstufe","Bezeichnung","S-1-16-8192",""',
    ]);
  });

  it('reads registry and files in any spelling, and the real machine beside them', async () => {
    const lines = await linesOf(
      [
        "(Get-ItemProperty -LiteralPath 'hklm:/software/CONTOSO/Relay').Home",
        "(Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\*').PSChildName",
        "(Get-ChildItem 'C:\\Program Files' -Recurse -File -Filter *.json).FullName",
        'Get-Content -LiteralPath c:/programdata/contoso/RELAY.log -TotalCount 1',
        `(Get-Content -LiteralPath '${sample}/udp.json' -Raw).Length -gt 0`,
        "Split-Path (Join-Path $env:ProgramData 'a\\b.txt') -Leaf",
        "(Get-Item -LiteralPath 'C:\\Program Files\\Contoso Relay\\relay.exe').Length",
      ].join(';'),
    );
    expect(lines).toEqual([
      'C:\\Program Files\\Contoso Relay',
      'Contoso Relay',
      'C:\\Program Files\\Contoso Relay\\relay.json',
      'first line',
      'True',
      'b.txt',
      '22',
    ]);
  });

  it('knows signature, owner, zone and hash of a file', async () => {
    const lines = await linesOf(
      [
        '$s = Get-AuthenticodeSignature -LiteralPath \'C:\\Program Files\\Contoso Relay\\relay.exe\'; "$($s.Status) $([int]$s.Status) $($s.SignerCertificate.Subject)"',
        "(Get-Acl 'C:\\Program Files\\Contoso Relay\\relay.exe').Sddl.Substring(0, 4)",
        '(Get-Content C:\\Users\\anna\\Downloads\\relay-setup.msi -Stream Zone.Identifier)[1]',
        '(Get-FileHash C:\\Users\\anna\\Downloads\\relay-setup.msi).Hash.Substring(0, 8)',
      ].join(';'),
    );
    expect(lines).toEqual(['Valid 0 CN=Contoso Ltd, O=Contoso Ltd', 'O:SY', 'ZoneId=3', '9F86D081']);
  });

  it('has a clock that stands still in the zone and culture of the host', async () => {
    expect(await linesOf("Get-Date -Format o; (Get-TimeZone).Id; (Get-Culture).Name; '{0:n1}' -f 1.5")).toEqual([
      '2026-05-20T12:15:00.0000000+02:00',
      'W. Europe Standard Time',
      'de-DE',
      '1,5',
    ]);
  });

  it('gives connection states as text and as number', async () => {
    expect(
      await linesOf(
        'Get-NetTCPConnection -State Established | ForEach-Object { "$($_.State) $([int]$_.State) $($_.RemoteAddress)" }',
      ),
    ).toEqual(['Established 5 203.0.113.10']);
  });

  it('names members of a group by SID, in the language of the host', async () => {
    const command =
      '(Get-LocalGroup -SID S-1-5-32-544).Name; Get-LocalGroupMember -SID S-1-5-32-544 | ForEach-Object { "$($_.Name) $($_.SID) $($_.ObjectClass) $($_.PrincipalSource)" }; ' +
      errorIds('Get-LocalGroupMember -SID S-1-5-32-999');
    expect(await linesOf(command)).toEqual([
      'Administratoren',
      'SRV-APP01\\Administrator S-1-5-21-9-9-9-500 Benutzer Local',
      'CORP\\Domain Admins S-1-5-21-1-2-3-512 Gruppe ActiveDirectory',
      'GroupNotFound,Microsoft.PowerShell.Commands.GetLocalGroupMemberCommand',
    ]);
  });

  it('knows the actions of tasks, and rules and profiles of the firewall', async () => {
    const lines = await linesOf(
      [
        '(Get-ScheduledTask -TaskName \'Relay*\').Actions | ForEach-Object { "$($_.Execute) $($_.Arguments)" }',
        '(Get-ScheduledTask | Get-ScheduledTaskInfo).LastTaskResult',
        'Get-NetFirewallRule -Enabled True | Get-NetFirewallApplicationFilter | ForEach-Object { $_.Program }',
        '(Get-NetFirewallRule | Get-NetFirewallPortFilter).LocalPort -join ","',
        '(Get-NetFirewallProfile -Name Public).Enabled',
      ].join(';'),
    );
    expect(lines).toEqual([
      'C:\\ProgramData\\Contoso\\watch.cmd -k',
      '0',
      'C:\\Program Files\\Contoso Relay\\relay.exe',
      '8443,Any',
      'False',
    ]);
  });

  it('takes the XPath that Windows takes, and no more', async () => {
    const many = Array.from({ length: 21 }, (_, id) => `EventID=${id}`).join(' or ');
    const queries = ['*[System[not(EventID=1)]]', "*[EventData[contains(Data,'x')]]", `*[System[${many}]]`];
    const commands = queries.map((query) => `Get-WinEvent -LogName System -FilterXPath "${query}"`);
    const refused =
      'System.Diagnostics.Eventing.Reader.EventLogException,Microsoft.PowerShell.Commands.GetWinEventCommand';
    expect(await linesOf(errorIds(...commands))).toEqual([refused, refused, refused]);
  });

  it('prints a table from -File as pwsh does, and ends with the exit code of the script', () => {
    const folder = variant({});
    const script = join(folder, 'table.ps1');
    writeFileSync(script, 'param([string]$Name) [pscustomobject]@{ a = 1; b = $Name }; exit 5');
    expect(start(folder, ['-File', script, '-Name', 'x y'])).toMatchObject({ lines: ['a b', '- -', '1 x y'], code: 5 });
  });

  it('is another host with some differences, where it says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulated-host-'));
    folders.push(folder);
    const own = { base: sample, computer: 'OTHER', domain: null, replace: { 'Contoso Relay': 'Relais "é"' } };
    writeFileSync(join(folder, 'host.json'), JSON.stringify(own));
    writeFileSync(join(folder, 'udp.json'), JSON.stringify([{ LocalAddress: '::', LocalPort: 7, OwningProcess: 1 }]));
    writeFileSync(join(folder, 'files.json'), JSON.stringify({ 'C:\\Program Files\\Contoso Relay': null }));
    const command =
      '$env:COMPUTERNAME; (Get-NetUDPEndpoint).LocalPort; @(Get-WinEvent -FilterHashtable @{LogName="System";Id=7045})[0].Properties[0].Value; (Get-Service "Relais*").Name; "relay.exe", "" | ForEach-Object { Test-Path "C:\\Program Files\\Contoso Relay\\$_" }; Test-Path "C:\\ProgramData\\Contoso\\relay.log"';
    expect(await linesOf(command, folder)).toEqual([
      ...['OTHER', '7', 'Relais "é"', 'Relais "é"'],
      ...['False', 'False', 'True'],
    ]);
  });

  it('plays faults', async () => {
    const faults = [
      { cmdlet: 'Get-CimInstance', class: 'Win32_Service', fault: 'denied' },
      { cmdlet: 'Get-NetTCPConnection', fault: 'noise' },
      { cmdlet: 'Get-WinEvent', log: 'System', fault: 'flood' },
      { cmdlet: 'Get-Service', fault: 'kill' },
    ];
    const command = `${errorIds('Get-CimInstance Win32_Service')}; $null = Get-NetTCPConnection; (Get-WinEvent -LogName System | Select-Object -First 2).RecordId; Get-Service; 'not reached'`;
    const result = await run(command, variant({}, faults));
    expect(result.lines).toEqual([
      'HRESULT 0x80041003,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand',
      // Once at the call, once ahead of each row.
      ...Array(3).fill('native noise from Get-NetTCPConnection'),
      '1',
      '2',
    ]);
    expect(result.code).not.toBe(0);
  });
});
