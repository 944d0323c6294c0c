import { resolve } from 'node:path';
import { replaceFile } from '../case/disk/durable.js';
import { asStorageError, isStorageFault, saidBy } from '../case/disk/guard.js';
import { Reserve } from '../case/disk/reserve.js';
import type { OpenCase } from '../case/open-case.js';
import type { CollectorSource } from '../collectors/types.js';
import { drive } from '../driver/drive.js';
import { LiveCase } from '../driver/live-case.js';
import { exitCodes, KnownError, Stopped, storageError } from '../errors.js';
import { formatAnswers } from '../playbook/answers/file.js';
import { print } from '../terminal/print.js';
import { terminalProgress } from '../terminal/progress.js';
import type { Respondent } from '../terminal/types.js';
import { answersOf } from './answers-of.js';
import { type CaseView, pendingOf, viewCase } from './case-view.js';
import { closeCase } from './open-case.js';
import { account } from './responder.js';
import { reportCase } from './write-report.js';

export interface Work {
  folder: OpenCase;
  /** Opens the source of evidence, at the first step that collects. */
  openSource: () => Promise<CollectorSource>;
  respondent: Respondent;
  signal: AbortSignal;
  /** Where to save the answers as an answers file. */
  saveAnswers: string | undefined;
}

/** How work on a case ended. `error` is what stopped it: a KnownError, {@link Stopped}, or a bug. */
export interface Worked {
  view: CaseView;
  report: string | null;
  error: unknown;
}

/** Drives a case as far as possible, then writes its report, in any state. */
export async function work({ folder, saveAnswers, ...world }: Work): Promise<Worked> {
  const error = await driveCase(folder, { ...world, account: account(), progress: terminalProgress() });
  try {
    const reported = unlessRefused(() => reportCase(folder));
    const saved = unlessRefused(() => saveAnswers !== undefined && saveTo(resolve(saveAnswers), folder));
    // The folder is still a case: the answer names it and its head, next to the first thing that went wrong.
    const first = error ?? reported.refused ?? saved.refused;
    if (saved.refused !== null && first !== saved.refused) print(`${saved.refused.message}: ${saveAnswers}`);
    return {
      view: reported.made?.view ?? viewOf(folder, first),
      report: reported.made?.path ?? null,
      error: first,
    };
  } finally {
    closeCase(folder);
  }
}

/** The result of `make`, or the storage error (exit 7) that prevented it. */
function unlessRefused<T>(make: () => T): { made: T | null; refused: KnownError | null } {
  try {
    return { made: make(), refused: null };
  } catch (thrown) {
    const error = asStorageError(thrown);
    if (!isStorage(error)) throw error;
    return { made: null, refused: error };
  }
}

/** The case as it is on disk. When the disk is gone, the error that stopped the work names the case and its head. */
function viewOf({ dir, journal }: OpenCase, first: unknown): CaseView {
  try {
    return viewCase(dir);
  } catch (unread) {
    const error = asStorageError(first ?? unread);
    if (!isStorage(error)) throw error;
    const next = `${error.parts.next} The case is ${dir}, and its head is ${journal.head}.`;
    throw new KnownError(error.exit, error.code, { ...error.parts, next });
  }
}

function saveTo(file: string, folder: OpenCase): void {
  const text = formatAnswers(answersOf(folder));
  try {
    replaceFile(file, Buffer.from(text));
  } catch (error) {
    if (!isStorageFault(error)) throw error;
    throw storageError('answers-unsaved', {
      what: `The answers cannot be saved (${saidBy(error)})`,
      where: file,
      expected: 'a file name in a folder that this account can write to',
      next: `The case has them: casefile resume "${folder.dir}" --save-answers FILE`,
    });
  }
}

const isStorage = (error: unknown): error is KnownError =>
  error instanceof KnownError && error.exit === exitCodes.storage;

async function driveCase(folder: OpenCase, world: Parameters<typeof drive>[1]): Promise<unknown> {
  const live = new LiveCase(folder);
  let reserve: Reserve | null = null;
  try {
    reserve = Reserve.keep(folder.dir);
    await drive(live, world);
    return null;
  } catch (thrown) {
    const error = stoppedBy(thrown, world.signal);
    const signal = error instanceof Stopped ? error.reason : isStorage(error) ? 'storage' : null;
    if (signal === null) return error;
    try {
      reserve?.release();
      folder.journal.append({ type: 'INTERRUPTED', data: { signal, during: pendingOf(live.due)?.key ?? 'end' } });
    } catch (unwritten) {
      return error instanceof Stopped ? unwritten : error;
    }
    return error;
  } finally {
    reserve?.release();
  }
}

/** Ctrl-C in a prompt arrives as the prompt's own error. It is known by name, because a bundle can contain its class twice. */
function stoppedBy(thrown: unknown, signal: AbortSignal): unknown {
  if (signal.aborted && signal.reason instanceof Stopped) return signal.reason;
  const name = thrown instanceof Error ? thrown.name : '';
  return name === 'ExitPromptError' ? new Stopped('SIGINT', 130) : asStorageError(thrown);
}
