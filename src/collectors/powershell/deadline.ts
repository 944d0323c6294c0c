/** One timer that is set again at every phase, so that no phase of a process is without a bound. */
export class Deadline {
  #timer: NodeJS.Timeout | undefined;

  /** Replaces what was set before. */
  set(milliseconds: number, passed: () => void): void {
    this.clear();
    this.#timer = setTimeout(passed, milliseconds);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * Runs work under a signal that fires with the outer one, or with a TimeoutError when the time is up. (Not
 * AbortSignal.any with AbortSignal.timeout: Node 20 may collect these as garbage while somebody listens.)
 */
export async function within<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const pass = () => controller.abort(outer.reason);
  if (outer.aborted) pass();
  outer.addEventListener('abort', pass, { once: true });
  const deadline = new Deadline();
  deadline.set(milliseconds, () => controller.abort(new DOMException('The time is up', 'TimeoutError')));
  try {
    return await work(controller.signal);
  } finally {
    deadline.clear();
    outer.removeEventListener('abort', pass);
  }
}
