import type { EvidenceWriter } from '../case/evidence/writer.js';
import { bareEnd } from '../collectors/delivery.js';
import type { CollectorEnd, CollectorJob, CollectorSource } from '../collectors/types.js';
import type { Engine, EvidenceHeader, Origin } from '../domain/evidence.js';
import type { JsonObject } from '../domain/json.js';
import { toIso } from '../domain/time.js';
import { sha256 } from '../files/hash.js';
import type { Step } from '../playbook/types.js';
import type { Progress } from '../terminal/types.js';
import { type CollectorPlan, planCollectors } from './collector-plan.js';
import type { LiveCase } from './live-case.js';
import { lostAttempts, mostLost, tooOften } from './lost-attempts.js';
import { endOfOwed } from './owed.js';

/**
 * Runs the collectors that a step still lacks, in one batch. COLLECTING is on disk before the process starts; rows go
 * to the evidence file as they come; COLLECTED follows each end. What was cut off by Ctrl-C or the budget gets no
 * COLLECTED: it stays as an unfinished attempt, and the next run begins a new one, but no third one where two have ended
 * with their process.
 */
export async function collect(
  live: LiveCase,
  step: Step,
  collectors: string[],
  source: CollectorSource,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const attempts = new Map(
    planCollectors(live, collectors).map((plan) => [
      plan.collector,
      new Attempt(live, step, plan, source, progress, signal),
    ]),
  );
  const at = (job: CollectorJob) => attempts.get(job.collector)!;
  for (const attempt of attempts.values()) attempt.announce();
  const jobs: CollectorJob[] = [];
  for (const attempt of attempts.values()) {
    const { job, problem } = attempt.plan;
    const lost = lostAttempts(live, attempt.plan.collector);
    if (!job) attempt.end(bareEnd('notRun', 'inputFailed', problem));
    else if (lost.length >= mostLost) attempt.end(bareEnd('failed', 'incomplete', tooOften(lost)));
    else jobs.push(job);
  }
  const broken = new AbortController();
  const safely = safelyOr((error) => broken.abort(error));
  const sink = {
    start: safely((job: CollectorJob, engine: Engine | null, origin: Origin | null) => at(job).start(engine, origin)),
    rows: safely((job: CollectorJob, rows: JsonObject[]) => at(job).rows(rows)),
    end: safely((job: CollectorJob, end: CollectorEnd) => at(job).end(end)),
  };
  if (jobs.length > 0) await source.collect(jobs, sink, AbortSignal.any([signal, broken.signal]));
  if (broken.signal.aborted) throw broken.signal.reason;
}

/**
 * A source calls these in the middle of its own work, where nobody catches an error: a full disk would look like a bug. The
 * first error is passed on and ends the batch. Later calls are ignored.
 */
function safelyOr(pass: (error: unknown) => void) {
  let failed = false;
  return <A extends unknown[]>(act: (...given: A) => void) =>
    (...given: A): void => {
      if (failed) return;
      try {
        act(...given);
      } catch (error) {
        failed = true;
        pass(error);
      }
    };
}

/** One attempt at one collector: its journal entries and its evidence file. */
class Attempt {
  readonly #header: EvidenceHeader;
  #writer: EvidenceWriter | null = null;

  constructor(
    private readonly live: LiveCase,
    private readonly step: Step,
    readonly plan: CollectorPlan,
    source: CollectorSource,
    private readonly progress: Progress,
    private readonly signal: AbortSignal,
  ) {
    const earlier = live.folder.journal.entries.filter(
      (entry) => entry.type === 'COLLECTING' && entry.data.collector === plan.collector,
    );
    this.#header = {
      schema: 'casefile/evidence@1',
      evidence: '',
      collector: plan.collector,
      attempt: earlier.length + 1,
      script: plan.script,
      prelude: plan.prelude,
      parameters: plan.parameters,
      method: source.kind,
      engine: null,
      origin: null,
      started: '',
    };
  }

  announce(): void {
    const { collector, attempt, script, parameters } = this.#header;
    this.#header.evidence = this.live.nextId('E');
    this.live.record({
      type: 'COLLECTING',
      data: {
        evidence: this.#header.evidence,
        collector,
        attempt,
        step: this.step.id,
        script,
        parametersSha256: sha256(JSON.stringify(parameters)),
      },
    });
  }

  start(engine: Engine | null, origin: Origin | null): void {
    this.progress.begin(this.plan.answers);
    this.#header.origin = origin;
    this.#open(engine);
  }

  rows(rows: JsonObject[]): void {
    this.#open(null).rows(rows);
  }

  end(ended: CollectorEnd): void {
    const { owed } = this.plan;
    const end = owed ? endOfOwed(ended, owed) : ended;
    const writer = this.#open(null);
    const file = writer.end({
      schema: 'casefile/evidence-end@1',
      ended: this.#now(),
      items: writer.items,
      ...end,
    });
    const summary = `${this.plan.collector}: ${wordsOfOutcome(end, writer.items)}`;
    this.progress.done(summary, end.outcome === 'collected' ? 'ok' : end.outcome === 'empty' ? 'nothing' : 'failed');
    if (this.signal.aborted && (end.reason === 'interrupted' || end.reason === 'budget')) return;
    const { evidence, collector, attempt, engine } = this.#header;
    const { outcome, reason, detail, sources, truncated } = end;
    this.live.record({
      type: 'COLLECTED',
      data: {
        ...{ evidence, collector, attempt, step: this.step.id, file },
        ...{ outcome, reason, detail, items: writer.items, sources, truncated },
        host: engine?.fqdn ?? engine?.computer ?? null,
      },
    });
  }

  #open(engine: Engine | null): EvidenceWriter {
    if (!this.#writer) {
      this.#header.engine = engine;
      this.#header.started = this.#now();
      this.#writer = this.live.folder.writeEvidence(this.#header);
    }
    return this.#writer;
  }

  #now(): string {
    return toIso(this.live.folder.clock());
  }
}

/** The outcome of a collector in one of four words, as terminal and report print them. */
export function wordsOfOutcome({ outcome, reason, detail, truncated, sources }: CollectorEnd, items: number): string {
  const cut = truncated || sources.some((source) => source.truncated) ? ', cut at a limit' : '';
  if (outcome === 'collected') return `collected, ${items} ${items === 1 ? 'row' : 'rows'}${cut}`;
  if (outcome === 'empty') return 'nothing found';
  const word = outcome === 'failed' ? 'failed' : 'not run';
  return `${word}${reason ? ` (${reason})` : ''}${detail ? `: ${detail}` : ''}`;
}
