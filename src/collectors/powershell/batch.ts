import type { Engine } from '../../domain/evidence.js';
import type { Json } from '../../domain/json.js';
import { readEngine } from '../engine.js';
import { asObject } from '../messages.js';
import { Noise } from '../noise.js';
import type { Verdict } from '../outcome.js';
import type { CollectorJob, CollectorSink } from '../types.js';
import { ownProcesses } from './own-processes.js';
import { openTranscript, type Transcript } from './transcript.js';

/** The jobs of one process in their order: those that have ended, the one that runs, the rest. */
export class Batch {
  hello: Engine | null = null;
  running: Transcript | null = null;
  #ended = 0;
  #noise = new Noise();

  constructor(
    readonly jobs: CollectorJob[],
    private readonly sink: CollectorSink,
  ) {}

  /** Has any job ended? */
  get hasEnded(): boolean {
    return this.#ended > 0;
  }

  /** Jobs that have not ended, the running one included. */
  get rest(): CollectorJob[] {
    return this.jobs.slice(this.#ended);
  }

  greet(value: Json): void {
    const hello = readEngine(value);
    this.hello = { ...hello, own: ownProcesses(hello, asObject(value)?.['parentPid']) };
  }

  /** Lines outside the protocol belong to the job that runs or comes next. */
  hear(line: string): void {
    this.#noise.add(line);
  }

  /** Starts the next job, and returns it. */
  begin(): CollectorJob {
    const job = this.jobs[this.#ended]!;
    this.running = openTranscript(job, this.sink, this.hello, this.#noise);
    return job;
  }

  end(status: string, announced: number): void {
    this.running?.end(status, announced);
    this.#close();
  }

  /** Fails the running job, or the next one when none runs. */
  fail(verdict: Verdict): void {
    if (!this.running) this.begin();
    this.running!.fail(verdict);
    this.#close();
  }

  #close(): void {
    this.running = null;
    this.#noise = new Noise();
    this.#ended++;
  }
}
