import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** The process that works on a case. There is one at a time. */
export interface Holder {
  pid: number;
  /** Process start as the system gives it, so that a reused pid isn't mistaken for the holder; null when unknown. */
  started: string | null;
  host: string;
  since: string;
  /** Random, so that a process recognises its own lock. */
  nonce: string;
}

/**
 * `gone`: the process ended on this host, or another process has its pid. `living`: the process runs on this host.
 * `unknown`: its host is another one, its start isn't known, or its lock can't be read.
 */
export type Life = 'gone' | 'living' | 'unknown';

export function lifeOf(holder: Holder | null): Life {
  if (!holder || holder.host !== hostname()) return 'unknown';
  if (!alive(holder.pid)) return 'gone';
  const started = processStart(holder.pid);
  if (holder.started === null || started === null) return 'unknown';
  return started === holder.started ? 'living' : 'gone';
}

/** For people and for the journal. */
export const holderText = (holder: Holder | null): string =>
  holder ? `pid ${holder.pid} on ${holder.host} since ${holder.since}` : 'an unreadable lock';

/** Start time of a process in clock ticks since boot (Linux: field 22 of `/proc/<pid>/stat`); elsewhere null. */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Is there a process with this id, of any account? */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
