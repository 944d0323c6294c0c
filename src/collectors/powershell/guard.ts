import type { Reason } from '../../domain/evidence.js';
import { abortOf } from '../delivery.js';
import { Deadline } from './deadline.js';
import type { EngineProcess } from './engine-process.js';

/** Why a process was stopped. */
export interface Stop {
  reason: Reason;
  detail: string;
}

/** Ends a process at its deadline, on abort, or when somebody asks for it. The first reason counts. */
export class Guard {
  stopped: Stop | null = null;
  readonly #deadline = new Deadline();
  #child: EngineProcess | null = null;
  #unwatch: () => void = () => {};

  /** From now on the process ends with the signal; one that was asked to end before ends now. */
  watch(child: EngineProcess, signal: AbortSignal): void {
    this.#child = child;
    const abort = () => this.stop(abortOf(signal).reason, abortOf(signal).detail);
    signal.addEventListener('abort', abort, { once: true });
    this.#unwatch = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    else if (this.stopped) child.kill();
  }

  /** Gives the next phase this many milliseconds. */
  allow(milliseconds: number, reason: Reason, detail: string): void {
    this.#deadline.set(milliseconds, () => this.stop(reason, detail));
  }

  stop(reason: Reason, detail: string): void {
    this.stopped ??= { reason, detail };
    this.#child?.kill();
  }

  /** The process has ended. */
  release(): void {
    this.#unwatch();
    this.#deadline.clear();
  }
}
