import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Ends a process with all that it started. Windows: taskkill by absolute path. Elsewhere: the process group, which the
 * engine leads. Synchronous, so that it also works while this process exits.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    const taskkill = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    spawnSync(taskkill, ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true, timeout: 5_000 });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nothing of the group is left.
  }
}
