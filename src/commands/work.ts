import { join, resolve } from 'node:path';
import { writeFileDurable } from '../case/durable.js';
import type { OpenCase } from '../case/open-case.js';
import { Reserve } from '../case/reserve.js';
import type { CollectorSource } from '../collectors/types.js';
import { drive } from '../driver/drive.js';
import { LiveCase } from '../driver/live-case.js';
import { exitCodes, KnownError, Stopped } from '../errors.js';
import { type Export, exportsByName } from '../exports/index.js';
import { formatAnswers } from '../playbook/answers-file.js';
import { terminalProgress } from '../terminal/progress.js';
import type { Respondent } from '../terminal/types.js';
import { answersOf } from './answers-of.js';
import { type CaseView, pendingOf, reportInput, viewCase } from './case-view.js';
import { tool } from './package-root.js';

export interface Work {
  folder: OpenCase;
  /** Opens the source of evidence, at the first step that collects. */
  openSource: () => Promise<CollectorSource>;
  respondent: Respondent;
  account: string;
  signal: AbortSignal;
  quiet: boolean;
  /** Where to save the answers as an answers file. */
  saveAnswers: string | undefined;
}

/** How work on a case ended. `error` is what stopped it: a KnownError, {@link Stopped}, or a bug. */
export interface Worked {
  view: CaseView;
  report: string | null;
  error: unknown;
}

/** Drives a case as far as it goes, then writes its report, whatever state it is in. */
export async function work({ folder, signal, quiet, saveAnswers, ...world }: Work): Promise<Worked> {
  const error = await driveCase(folder, { ...world, signal, progress: terminalProgress(quiet) });
  try {
    const report = writeReport(folder);
    if (saveAnswers !== undefined)
      writeFileDurable(resolve(saveAnswers), Buffer.from(formatAnswers(answersOf(folder))));
    return { view: viewCase(folder.dir), report, error };
  } catch (unwritten) {
    // What is on disk is a case still: it is named, with its head, beside what went wrong first.
    if (!isStorage(unwritten)) throw unwritten;
    return { view: viewCase(folder.dir), report: null, error: error ?? unwritten };
  } finally {
    folder.close();
  }
}

const isStorage = (error: unknown): boolean => error instanceof KnownError && error.exit === exitCodes.storage;

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

/** Ctrl-C in a prompt arrives as the prompt's own error; by name, since a bundle may hold its class twice. */
function stoppedBy(thrown: unknown, signal: AbortSignal): unknown {
  if (signal.aborted && signal.reason instanceof Stopped) return signal.reason;
  const name = thrown instanceof Error ? thrown.name : '';
  return name === 'ExitPromptError' ? new Stopped('SIGINT', 130) : thrown;
}

/** Makes the report of the case as it stands, and journals it. */
export function writeReport(folder: OpenCase, format: Export = exportsByName.get('md')!): string {
  const file = folder.writeReport(format.extension, format.render(reportInput(viewCase(folder.dir))));
  folder.journal.append({ type: 'REPORTED', data: { file, tool } });
  return join(folder.dir, file.file);
}
