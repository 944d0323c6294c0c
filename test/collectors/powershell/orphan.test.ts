import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { engineArguments, requestLine, type Transport } from '../../../src/collectors/powershell/protocol.js';
import { engine } from '../../helpers/engine.js';
import { job } from '../record.js';

const constrained = fileURLToPath(new URL('constrained-pwsh.mjs', import.meta.url));
const parent = fileURLToPath(new URL('parent.mjs', import.meta.url));
const runner = readFileSync(new URL('../../../powershell/runner.ps1', import.meta.url), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'casefile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const collectors: { [name: string]: string } = {
  running: 'for (;;) { Start-Sleep -Milliseconds 50; @{ n = 1 } }',
  printing: "for (;;) { Write-Host ('x' * 1000) }",
  hanging: 'Start-Sleep -Seconds 100',
};

const cases: [mode: string, transport: Transport, collector: string][] = [
  ['FullLanguage', 'command', 'running'],
  ['FullLanguage', 'command', 'printing'],
  ['FullLanguage', 'command', 'hanging'],
  ['FullLanguage', 'file', 'hanging'],
  ['ConstrainedLanguage', 'command', 'running'],
  ['ConstrainedLanguage', 'command', 'printing'],
];

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe.skipIf(!engine || process.platform === 'win32')('the engine of a casefile that was killed', () => {
  it.each(cases)(
    'ends within 10 s: %s, by %s, %s',
    async (mode, transport, collector) => {
      const one = job('a', `@{ n = $PID }; ${collectors[collector]}`);
      one.script.file = path.join(folder, `${collector}.ps1`);
      writeFileSync(one.script.file, one.script.text);
      const command = {
        file: mode === 'FullLanguage' ? engine!.path : constrained,
        args: engineArguments(transport),
        input: requestLine('0'.repeat(32), transport === 'file' ? null : runner, [one]),
      };
      const killed = spawn(process.execPath, [parent], {
        env: { ...process.env, ENGINE: engine!.path },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      killed.stdin.end(JSON.stringify(command));
      let printed = '';
      const pid = await new Promise<number>((resolve, reject) => {
        killed.once('exit', () => reject(new Error(`it ended early: ${printed}`)));
        killed.stdout.on('data', (chunk) => {
          printed += printed.length < 10_000 ? chunk : '';
          const found = /items \d+ a \d+ \[\{"n":(\d+)\}\]\n/.exec(printed);
          if (found) resolve(Number(found[1]));
        });
      });
      expect(alive(pid)).toBe(true);
      killed.removeAllListeners('exit');
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      try {
        await expect.poll(() => alive(pid), { timeout: 10_000, interval: 100 }).toBe(false);
      } finally {
        if (alive(pid)) process.kill(pid, 'SIGKILL');
      }
    },
    60_000,
  );
});
