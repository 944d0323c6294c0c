import { fileURLToPath } from 'node:url';
import { engine, simulatedPwsh } from '../helpers/engine.js';

/** Something that goes wrong in a collector, and what must come of it. */
export interface Fault {
  /** What happens, in a few words. */
  what: string;
  /** `fake`: an engine that speaks psl/1 badly. `real`: PowerShell. `host`: PowerShell on a simulated Windows with faults. */
  on: 'fake' | 'real' | 'host';
  engine: string;
  /** A folder of test/windows/hosts. */
  host?: string;
  script: string;
  /** Its deadline in milliseconds. */
  timeout?: number;
  /** Rows that the script gives whole although it is disturbed; null = something is lost, so it must not look clean. */
  whole: number | null;
}

const fakePwsh = fileURLToPath(new URL('../collectors/powershell/fake-pwsh.mjs', import.meta.url));
const constrainedPwsh = fileURLToPath(new URL('../collectors/powershell/constrained-pwsh.mjs', import.meta.url));
const real = engine?.path ?? '';
const soon = 1_500;

const fake = (what: string, script: string, whole: number | null = null, timeout = 700): Fault => ({
  ...{ what, on: 'fake', engine: fakePwsh, script, whole, timeout },
});
const native = (what: string, script: string, more: Partial<Fault> = {}): Fault => ({
  ...{ what, on: 'real', engine: real, script, whole: null },
  ...more,
});
const windows = (what: string, host: string, script: string, more: Partial<Fault> = {}): Fault => ({
  ...{ what, on: 'host', engine: simulatedPwsh, host, script, whole: null },
  ...more,
});

const zeros = '0'.repeat(32);

export const faults: Fault[] = [
  fake('hangs after a row', 'hang'),
  fake('dies inside a frame', 'dieInFrame'),
  fake('a frame is missing', 'gap'),
  fake("a length that is not the frame's", 'wrongLength'),
  fake('a frame of 2 MB', 'longLine'),
  fake('rows without end, past every limit', 'endless', null, 20_000),
  fake('text without end, past the protocol', 'flood'),
  fake('frames with a wrong nonce and with none', 'forged', 0),
  fake("bytes that aren't UTF-8", 'badUtf8', 0),
  fake('text on stdout and stderr', 'noise', 0),
  fake('a grandchild in a session of its own holds the pipe', 'grandchild'),
  fake('a child waits beside the engine', 'family'),
  native('throws after a row', `@{ n = 1 }; throw 'boo'`),
  native('does not parse', '} evil {'),
  native('reports an error and goes on', `@{ n = 1 }; Write-Error 'no'`),
  native('a cmdlet that does not exist', '@{ n = 1 }; Get-NothingAtAll'),
  native('calls exit', '@{ n = 1 }; exit 0'),
  native('leaves by a stray break', '@{ n = 1 }; break'),
  native('kills its own process', `@{ n = 1 }; & sh -c 'kill -9 $PPID'; Start-Sleep -Seconds 30`),
  native('hangs', '@{ n = 1 }; Start-Sleep -Seconds 600', { timeout: soon }),
  native(
    'hangs with a grandchild that holds the pipe',
    `@{ n = 1 }; & sh -c 'sleep 600 & sleep 600'; Start-Sleep -Seconds 600`,
    { timeout: soon },
  ),
  native('calls exit and leaves a child behind', `@{ n = 1 }; & sh -c 'sleep 600 >/dev/null 2>&1 &'; exit 0`),
  native('text instead of rows', `'one'; 'two'`),
  native('a field that is not declared', '@{ n = 1; m = 2 }'),
  native('a row longer than a frame', `@{ n = 1 }; @{ n = 'x' * 300000 }`),
  native(
    'text goes past PowerShell between rows',
    `@{ n = 1 }; [Console]::Out.WriteLine('loud'); [Console]::Error.WriteLine('louder'); Write-Host 'x'; @{ n = 2 }`,
    { whole: 2 },
  ),
  native('a native program complains on stderr', `@{ n = 1 }; & sh -c 'echo no >&2'`),
  native(
    'forges a good end past PowerShell',
    `[Console]::Out.WriteLine('@${zeros} end 3 bad 28 {}'); @{ n = 1 }; throw 'but then this'`,
  ),
  native('ConstrainedLanguage forbids what it needs', `@{ n = 1 }; [System.IO.File]::ReadAllText('/etc/hostname')`, {
    engine: constrainedPwsh,
  }),
  native('ConstrainedLanguage forbids nothing that it needs', '@{ n = 1 }', { engine: constrainedPwsh, whole: 1 }),
  windows('the Security log is denied', 'security-denied', 'Get-WinEvent -LogName Security -MaxEvents 1'),
  windows('a cmdlet hangs', 'hanging', 'Get-CimInstance Win32_Process', { timeout: soon }),
  windows('a cmdlet floods', 'flooding', 'Get-NetTCPConnection', { timeout: 4 * soon }),
  windows('a cmdlet kills the engine', 'kills', 'Get-DnsClientCache'),
  windows('a cmdlet ends the engine', 'kills', 'Get-NetUDPEndpoint'),
  windows('cmdlets print and forge frames', 'noisy', '$null = Get-NetTCPConnection; @{ n = 1 }', { whole: 1 }),
];
