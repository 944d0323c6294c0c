import type { CollectorEnd, CollectorJob } from '../../collectors/types.js';
import type { Engine } from '../../domain/evidence.js';
import type { JsonObject } from '../../domain/json.js';
import type { ErrorParts } from '../../errors.js';

/** `fail`: no case can be run well (exit 8). `warn`: a case can be run, and says less than it could (exit 3). */
export type Level = 'ok' | 'warn' | 'fail';

/** What a check found, in one sentence each: what is there, what that means for a case, and how to mend it. */
export interface Finding {
  /** Which of several things it is about, a log for instance; null = the check has one. */
  subject: string | null;
  level: Level;
  found: string;
  means: string;
  /** Null where there is nothing to mend. */
  mend: string | null;
  /** The same for scripts: numbers, times, names. */
  data: JsonObject;
}

/** This machine, as far as the checks depend on it. */
export interface Place {
  platform: NodeJS.Platform;
  /** Parent folder of cases, absolute; it need not exist. */
  caseDir: string;
  /** Root of the disk that Windows runs from (`C:\`); `/` elsewhere. */
  systemRoot: string;
  /** A program that is there and that does nothing but print its version when asked with `--version`. */
  program: string;
  /** What the time was when the command was given, by a clock that is trusted; null = none was named. */
  reference: Date | null;
}

/** All that was said by one script. Rows that came before it failed are here as well. */
export interface Heard {
  rows: JsonObject[];
  end: CollectorEnd | null;
}

/** The engine as it answered. */
export interface Answering {
  path: string;
  hello: Engine;
  /** From the start of the command to that answer, in milliseconds. */
  after: number;
  /** What the script of a job said, by the job's name. */
  heard(job: string): Heard;
}

export interface World extends Place {
  engine: Answering | { trouble: ErrorParts };
}

/** A world whose engine answered. */
export interface EngineWorld extends Place {
  engine: Answering;
}

/** One thing to look at. It changes nothing and writes nothing. */
export type Check = {
  id: string;
  /** What it looks at, in one phrase. */
  about: string;
} & (
  | { needsEngine: false; run(world: World): Finding[] }
  | {
      needsEngine: true;
      /** Scripts that it wants run; all checks' scripts run in one batch, in the order of the list. */
      asks?(place: Place): CollectorJob[];
      run(world: EngineWorld): Finding[];
    }
);

export const ok = (found: string, means: string, data: JsonObject = {}, subject: string | null = null): Finding => ({
  ...{ subject, level: 'ok', found, means, mend: null, data },
});

/** A warning or a failure. */
export const bad = (
  level: 'warn' | 'fail',
  { found, means, mend, data = {}, subject = null }: Partial<Finding> & { found: string; means: string; mend: string },
): Finding => ({ subject, level, found, means, mend, data });
