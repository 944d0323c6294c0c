import { randomBytes } from 'node:crypto';
import { createCase } from '../case/create.js';
import { warnOfLittleRoom } from './doctor/space.js';
import { join } from './join.js';
import { openCaseFor } from './open-case-for.js';
import { openSource } from './open-source.js';
import { tool } from './package-root.js';
import { load } from './playbooks.js';
import { preflight } from './preflight.js';
import { prepare, type RunOptions, readAlert } from './prepare.js';
import { account, respondentFor } from './setup.js';
import { type Worked, work } from './work.js';

/**
 * `casefile run`: an alert comes in, a case is opened and worked on as far as it goes. An alert for a host whose case is
 * still open joins that case, unless another one is wanted on purpose.
 */
export async function run(alert: string, options: RunOptions, signal: AbortSignal): Promise<Worked> {
  const read = await readAlert(alert, options);
  const open = options.newCase ? undefined : openCaseFor(read, options);
  if (open) return join(open, read, options, signal);
  const prepared = await prepare(read, options);
  const { bytes, extension, detection, playbook, matchedBy, handling, inputs, inputFiles, answers } = prepared;
  const collectors = await openSource(options, signal);
  const hostIs = options.hostIs ?? null;
  await preflight(collectors, detection, hostIs, signal);

  warnOfLittleRoom(options.caseDir);
  const responder = options.responder ?? answers?.by ?? account();
  const folder = createCase({
    parent: options.caseDir,
    alert: { bytes, extension },
    playbook,
    loadPinned: load,
    opened: {
      detection,
      tool,
      responder,
      account: account(),
      inputs,
      ...(inputFiles.length > 0 ? { inputFiles } : {}),
      method: { kind: collectors.kind, from: collectors.from },
      hostIs,
      matchedBy,
      handling,
    },
    clock: () => new Date(),
    random: randomBytes(4).toString('hex'),
  });
  const respondent = await respondentFor(options, answers, answers?.by ?? responder, signal);
  return work({
    ...{ folder, respondent, signal, account: account() },
    openSource: async () => collectors,
    quiet: false,
    saveAnswers: options.saveAnswers,
  });
}
