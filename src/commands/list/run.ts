import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { listCases } from '../../case/find.js';
import { pendingOf, viewCase } from '../../casework/case-view.js';
import { shippedPlaybooks } from '../../casework/playbooks.js';
import { exitCodes, KnownError } from '../../errors.js';

/** A case in the list: its state, or why its state is not known. Times are ISO-8601, UTC. */
export interface ListedCase {
  case: string;
  /** Absolute path. */
  dir: string;
  playbook: string | null;
  host: string | null;
  opened: string | null;
  verdict: string | null;
  /** What it waits for, as the answers file names it. */
  pending: string | null;
  /** What is wrong with its folder. */
  problem: string | null;
}

export interface Cases {
  schema: 'casefile/cases@1';
  dir: string;
  cases: ListedCase[];
}

export interface Playbooks {
  schema: 'casefile/playbooks@1';
  playbooks: { id: string; title: string; dir: string }[];
}

/** All cases of a folder. @throws KnownError when the folder can't be read or isn't one. */
export async function listedCases(parent: string, signal?: AbortSignal): Promise<Cases> {
  const listed: ListedCase[] = [];
  for (const id of listCases(parent)) {
    const dir = resolve(parent, id);
    listed.push({ case: id, dir, ...stateOf(dir) });
    // A large case takes a while; this lets Ctrl-C in between two of them.
    await setImmediate();
    signal?.throwIfAborted();
  }
  return { schema: 'casefile/cases@1', dir: resolve(parent), cases: listed };
}

function stateOf(dir: string): Omit<ListedCase, 'case' | 'dir'> {
  try {
    const { journal, playbook, state, due } = viewCase(dir);
    const opened = journal[0]!;
    return {
      playbook: playbook.id,
      host: opened.type === 'OPENED' ? opened.data.detection.host.name : null,
      opened: opened.at,
      verdict: state.context.verdict?.level ?? null,
      pending: pendingOf(due)?.key ?? null,
      problem: null,
    };
  } catch (error) {
    // A broken case must not hide the others.
    return { playbook: null, host: null, opened: null, verdict: null, pending: null, problem: problemIn(error) };
  }
}

function problemIn(error: unknown): string {
  if (!(error instanceof KnownError)) return `cannot be read: ${(error as Error).message}`;
  return error.exit === exitCodes.storage ? error.parts.what : `does not verify: ${error.parts.what}`;
}

export const listedPlaybooks = (): Playbooks => ({
  schema: 'casefile/playbooks@1',
  playbooks: shippedPlaybooks().map(({ id, title, dir }) => ({ id, title, dir })),
});
