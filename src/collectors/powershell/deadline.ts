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
