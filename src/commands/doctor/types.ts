import type { CollectorEnd, CollectorJob } from '../../collectors/types.js';
import type { Engine } from '../../domain/evidence.js';
import type { JsonObject } from '../../domain/json.js';
import type { ErrorParts } from '../../errors.js';

/** `fail`: no case can be run well (exit 8). `warn`: a case can be run, but will show less than it could (exit 3). */
export type Level = 'ok' | 'warn' | 'fail';

/** What a check found, what it means for a case, and how to fix it: one sentence for each. */
export interface Finding {
  /** Which of several things it is about, e.g. a log; null = the check is about one thing. */
  subject: string | null;
  level: Level;
  found: string;
  means: string;
  /** Null when there is nothing to fix. */
  fix: string | null;
  /** The same for scripts: numbers, times, names. */
  data: JsonObject;
}

/** This machine, as the checks need it. */
export interface Place {
  platform: NodeJS.Platform;
  /** Parent folder of cases, absolute; it need not exist. */
  caseDir: string;
  /** Root of the disk that Windows runs from (`C:\`); `/` elsewhere. */
  systemRoot: string;
  /** A program that exists and only prints its version for `--version`. */
  program: string;
  /** Time by a trusted clock when the command was given; null = not given. */
  reference: Date | null;
}

/** What one script returned, including the rows that came before it failed. */
export interface Heard {
  rows: JsonObject[];
  end: CollectorEnd | null;
}

/** A PowerShell that answered. */
export interface Answering {
  path: string;
  hello: Engine;
  /** From the start of the command to that answer, in milliseconds. */
  after: number;
  /** What the script of a job returned, by the job's name. */
  heard(job: string): Heard;
}

export interface World extends Place {
  engine: Answering | { trouble: ErrorParts };
}

/** A world whose engine answered. */
export interface EngineWorld extends Place {
  engine: Answering;
}

/** One thing to check. It changes nothing and writes nothing. */
export type Check = {
  id: string;
  /** What it checks, in one phrase. */
  about: string;
} & (
  | { needsEngine: false; run(world: World): Finding[] }
  | {
      needsEngine: true;
      /** Scripts to run for it. The scripts of all checks run in one batch, in the order of the list. */
      asks?(place: Place): CollectorJob[];
      run(world: EngineWorld): Finding[];
    }
);

export const ok = (found: string, means: string, data: JsonObject = {}, subject: string | null = null): Finding => ({
  ...{ subject, level: 'ok', found, means, fix: null, data },
});

/** A warning or a failure. */
export const bad = (
  level: 'warn' | 'fail',
  { found, means, fix, data = {}, subject = null }: Partial<Finding> & { found: string; means: string; fix: string },
): Finding => ({ subject, level, found, means, fix, data });
