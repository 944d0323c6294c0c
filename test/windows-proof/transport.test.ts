import { execFile } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { transports } from '../../src/collectors/powershell/protocol.js';
import { newFolder, root } from '../helpers/casefile.js';
import { engines, onWindows } from './engines.js';

// United States, Japan, UTF-8: the code pages that break a protocol which is not ASCII.
const codePages = onWindows ? ['437', '932', '65001'] : ['of this system'];

interface Check {
  id: string;
  subject: string | null;
  level: string;
  found: string;
}

/** The package, in a folder whose name PowerShell would take for a pattern. */
function packageIn(name: string): string {
  const folder = join(newFolder(), name);
  mkdirSync(folder);
  for (const part of ['dist', 'powershell', 'playbooks', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  return join(folder, 'dist', 'cli.js');
}

/** `casefile doctor` on a console with this code page: it sends hostile text and failing scripts through PowerShell. */
async function canaries(powershell: string, transport: string, codePage: string): Promise<Check[]> {
  const args = ['doctor', '--json', '--powershell', powershell, '--transport', transport, '--case-dir', newFolder()];
  const line = [process.execPath, packageIn('a [1] b'), ...args];
  // The exit code says how good this host is for a case; here only the way through PowerShell counts.
  const ran = await (onWindows ? inCodePage(codePage, line) : promisify(execFile)(line[0]!, line.slice(1))).catch(
    (error: { stdout: string }) => error,
  );
  return (JSON.parse(ran.stdout) as { checks: Check[] }).checks.filter(({ id }) => id === 'canary');
}

function inCodePage(codePage: string, line: string[]): Promise<{ stdout: string }> {
  const quoted = line.map((word) => `"${word}"`).join(' ');
  return promisify(execFile)('cmd.exe', ['/d', '/s', '/c', `"chcp ${codePage} >nul & ${quoted}"`], {
    windowsVerbatimArguments: true,
  });
}

const ways = engines.flatMap(({ name, path }) =>
  transports.flatMap((transport) => codePages.map((codePage) => ({ name, path, transport, codePage }))),
);

describe.skipIf(engines.length === 0)('collectors by each engine, transport and code page', () => {
  it.each(ways)(
    '$name, transport $transport, code page $codePage: every canary arrives',
    async (way) => {
      const checks = await canaries(way.path, way.transport, way.codePage);
      expect(checks.length).toBeGreaterThan(8);
      expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
    },
    120_000,
  );
});
