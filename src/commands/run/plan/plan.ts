import { resolve } from 'node:path';
import { isShipped } from '../../../casework/script-check.js';
import { tool } from '../../../package.js';
import { preludeOf } from '../../../playbook/scripts.js';
import type { Step } from '../../../playbook/types.js';
import { chooseCase } from '../choose-case.js';
import { openCasesFor } from '../open-cases.js';
import { type Prepared, prepareCase, type RunOptions, readAlert } from '../prepare.js';
import { planCollector } from './collector.js';
import { planEngine } from './engine.js';
import type { Plan, PlannedStep } from './types.js';

/**
 * `casefile run --plan`: what a run would do. Reads the alert, the playbook and the answers file, and finds PowerShell.
 * It starts nothing and writes nothing.
 * @throws KnownError exit 2, as the run itself would.
 */
export async function planRun(alert: string, options: RunOptions, signal: AbortSignal): Promise<Plan> {
  const read = await readAlert(alert, options);
  const open = options.newCase ? [] : openCasesFor(read, options);
  const joined = options.join === undefined ? null : await chooseCase(open, options, signal);
  const prepared = await prepareCase(read, options);
  const { playbook, detection, matchedBy } = prepared;
  const { id, version, title, dir, sha256, steps } = playbook;
  const prelude = preludeOf(playbook);
  return {
    schema: 'casefile/plan@1',
    tool,
    playbook: { id, version, title, dir, sha256, shipped: isShipped(playbook) },
    matchedBy,
    alert: {
      ...{ format: detection.format, title: detection.title, host: detection.host.name, time: detection.time },
      event: eventOf(prepared),
    },
    caseDir: resolve(options.caseDir),
    joins: joined?.dir ?? null,
    openCases: open.map(({ dir }) => dir),
    engine: await planEngine(options, signal),
    prelude: prelude ? { script: prelude.file, sha256: prelude.sha256 } : null,
    steps: steps.map(planStep),
    collectors: steps.flatMap((step) =>
      step.kind === 'collect' ? step.collectors.map((collector) => planCollector(prepared, step.id, collector)) : [],
    ),
  };
}

const eventOf = ({ detection: { event } }: Prepared): string | null =>
  event && `event ${event.id ?? 'of unknown id'} of ${event.provider ?? 'an unnamed provider'}`;

function planStep(step: Step): PlannedStep {
  const { id, kind, title } = step;
  const next = step.next.map(({ when, to }) => ({ when, to }));
  return { id, kind, title, key: keyOf(step), next };
}

function keyOf(step: Step): string | null {
  switch (step.kind) {
    case 'collect':
      return null;
    case 'ask':
      return `answers.${step.question}`;
    case 'attach':
      return `attach.${step.attachment}`;
    case 'decide':
      return 'verdict';
    case 'act':
      return step.actions.map((action) => `actions.${action}`).join(', ');
  }
}
