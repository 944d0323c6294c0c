import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import type { Json, JsonObject } from '../../domain/json.js';
import { count, fields, orNull, text } from '../../domain/shape.js';

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
 * `gone`: the process ended on this host, or another process has its pid. `living`: the process runs on this host, as far
 * as its pid and start tell. `unknown`: its host is another one, the host was restarted since, or its lock can't be read.
 */
export type Life = 'gone' | 'living' | 'unknown';

/** This host, as {@link lifeOf} asks it. Tests replace it. */
export interface Host {
  name: string;
  platform: NodeJS.Platform;
  /** When it was started, in milliseconds since 1970. */
  booted(): number;
  /** Sends signal 0. @throws an error of the system when it can't. */
  signal(pid: number): void;
}

const thisHost: Host = {
  name: hostname(),
  platform: process.platform,
  booted: () => Date.now() - uptime() * 1000,
  signal: (pid) => void process.kill(pid, 0),
};

/** Only Linux says when a process started. Elsewhere a running pid is the holder, unless the host was restarted since. */
export function lifeOf(holder: Holder | null, host: Host = thisHost): Life {
  if (!holder || holder.host !== host.name) return 'unknown';
  if (!isAlive(holder.pid, host)) return 'gone';
  const started = processStart(holder.pid, host.platform);
  if (holder.started !== null && started !== null) return started === holder.started ? 'living' : 'gone';
  // The clock may have been set forward meanwhile, so this is no proof that the holder is gone.
  return Date.parse(holder.since) < host.booted() ? 'unknown' : 'living';
}

/** For people and for the journal. */
export const holderText = (holder: Holder | null): string =>
  holder ? `pid ${holder.pid} on ${holder.host} since ${holder.since}` : 'an unreadable lock';

/**
 * Start time of a process in clock ticks since boot (field 22 of `/proc/<pid>/stat`). Null on other systems than Linux:
 * Windows would read `\\proc` on the current drive, a folder that anybody may have made.
 */
export function processStart(pid: number, platform: NodeJS.Platform = process.platform): string | null {
  if (platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Is there a process with this id, of any account? Only ESRCH says no: EPERM is a process of another account. */
function isAlive(pid: number, host: Host): boolean {
  try {
    host.signal(pid);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const holderShape = fields({ pid: count, started: orNull(text), host: text, since: text });
const isPid = (pid: unknown): boolean => (pid as number) > 0 && (pid as number) <= 0x7fff_ffff;

/** The holder that a lock names; null when it isn't a lock of ours. A pid of 0 or less would be a group of processes. */
export function parseHolder(lock: string): Holder | null {
  try {
    const value = JSON.parse(lock) as Json;
    return holderShape(value, 'lock') === null && isPid((value as JsonObject)['pid'])
      ? (value as unknown as Holder)
      : null;
  } catch {
    return null;
  }
}
