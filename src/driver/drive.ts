import type { CollectorSource } from '../collectors/types.js';
import type { Progress } from '../terminal/types.js';
import { act } from './act.js';
import { analyseCase } from './analyse.js';
import { ask } from './ask.js';
import type { Asking } from './asking.js';
import { attach } from './attach.js';
import { collect } from './collect.js';
import { decide } from './decide.js';
import type { LiveCase } from './live-case.js';

/** What the driver needs of the world. */
export interface World extends Asking {
  /** Opens the source of evidence and makes sure that it is the right host; called at the first step that collects. */
  openSource: () => Promise<CollectorSource>;
  progress: Progress;
  /** Aborted by Ctrl-C, a termination signal or the end of the run's budget. */
  signal: AbortSignal;
}

/**
 * The loop: does what is due and journals the outcome, which moves the machine on. Ends when the case has
 * reached its end, or throws: the reason of the signal, or a KnownError with exit 4 when an answer is missing.
 */
export async function drive(live: LiveCase, world: World): Promise<void> {
  let source: CollectorSource | null = null;
  for (let due = live.due; due.kind !== 'end'; due = live.due) {
    world.signal.throwIfAborted();
    if (due.kind !== 'analyse') world.progress.step(due.step.title);
    switch (due.kind) {
      case 'collect':
        source ??= await world.openSource();
        await collect(live, due.step, due.collectors, source, world.progress, world.signal);
        break;
      case 'analyse':
        analyseCase(live);
        break;
      case 'ask':
        await ask(live, due.step, due.question, world);
        break;
      case 'attach':
        await attach(live, due.step, due.attachment, world);
        break;
      case 'decide':
        await decide(live, world);
        break;
      case 'act':
        await act(live, due.action, world);
        break;
    }
  }
}
