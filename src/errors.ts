/** The parts of a known error: what is wrong, where, what was expected, and what to do next. One sentence for each. */
export interface ErrorParts {
  what: string;
  where?: string | undefined;
  expected?: string | undefined;
  next?: string | undefined;
}

/** An error that was foreseen: `cli` prints its parts and exits with its code; anything else is a bug (exit 1). */
export class KnownError extends Error {
  constructor(
    /** Exit code, as `casefile --help` lists them. */
    readonly exit: number,
    /** Stable name for scripts, e.g. `alert-malformed`. */
    readonly code: string,
    readonly parts: ErrorParts,
  ) {
    super(parts.what);
    this.name = 'KnownError';
  }
}

/** Exit codes, documented in `casefile --help`. Where several apply the order of `worst` decides. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  gaps: 3,
  waiting: 4,
  verification: 5,
  locked: 6,
  storage: 7,
  preflight: 8,
  failOn: 10,
  died: 70,
} as const;

/** Where several exit codes apply, the first of these wins. */
export const worst = [5, 7, 6, 8, 4, 10, 3, 0] as const;

export const usageError = (code: string, parts: ErrorParts) => new KnownError(exitCodes.usage, code, parts);
export const waitingError = (code: string, parts: ErrorParts) => new KnownError(exitCodes.waiting, code, parts);
export const verificationError = (code: string, parts: ErrorParts) =>
  new KnownError(exitCodes.verification, code, parts);
export const lockedError = (code: string, parts: ErrorParts) => new KnownError(exitCodes.locked, code, parts);
export const storageError = (code: string, parts: ErrorParts) => new KnownError(exitCodes.storage, code, parts);
export const preflightError = (code: string, parts: ErrorParts) => new KnownError(exitCodes.preflight, code, parts);

/** Why a run stopped before the end of its case, when nobody made a mistake. */
export class Stopped extends Error {
  constructor(
    readonly reason: 'SIGINT' | 'SIGTERM' | 'SIGBREAK' | 'SIGHUP' | 'budget',
    readonly exit: number,
  ) {
    super(reason === 'budget' ? 'The time budget of this run is used up' : `Stopped by ${reason}`);
    this.name = 'Stopped';
  }
}
