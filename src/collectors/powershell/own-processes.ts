import type { Engine, OwnProcess } from '../../domain/evidence.js';

/** An engine says hello within its first minutes; a process of its id that is older is another host's idea of it. */
const youngest = 10 * 60_000;

/**
 * The tool's own processes on the host: the engine, and this Node where the host itself names it as the engine's parent.
 * @param hello as the engine sent it; `own` holds the engine at most.
 */
export function ownProcesses(hello: Engine, parent: unknown): OwnProcess[] {
  const engine = hello.own.find(({ pid }) => pid === hello.pid);
  const age = engine && hello.now ? Date.parse(hello.now) - Date.parse(engine.started) : Number.POSITIVE_INFINITY;
  if (!engine || Math.abs(age) > youngest) return [];
  if (parent !== process.pid) return [engine];
  return [engine, { pid: process.pid, started: new Date(performance.timeOrigin).toISOString() }];
}
