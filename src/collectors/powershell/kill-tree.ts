import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Ends a process with all that it started. Windows: taskkill by absolute path. Elsewhere: the process group, which the
 * engine leads, and descendants that left it for a group of their own. Synchronous, so that it also works while this
 * process exits.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    const taskkill = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    spawnSync(taskkill, ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true, timeout: 5_000 });
    return;
  }
  const strays = descendants(pid);
  killGroup(pid);
  for (const stray of strays) endNow(stray);
}

/** Whatever has the process as its ancestor now; what it started through a process that has gone is found by the group. */
function descendants(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', timeout: 5_000 });
  const pairs = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const family = [pid];
  for (const parent of family) family.push(...pairs.flatMap(([child, of]) => (of === parent ? [child] : [])));
  return family.slice(1);
}

/** What is left of the process group of an engine that has gone by itself. Windows has nothing of the kind. */
export function killGroup(pid: number): void {
  if (process.platform !== 'win32') endNow(-pid);
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ESRCH: it is gone already.
  }
}
