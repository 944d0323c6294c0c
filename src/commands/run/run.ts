import { randomBytes } from 'node:crypto';
import { createCase } from '../../case/create.js';
import { warnOfLittleSpace } from '../../casework/free-space.js';
import { openSource } from '../../casework/open-source.js';
import { load } from '../../casework/playbooks.js';
import { preflight } from '../../casework/preflight.js';
import { account, respondentFor } from '../../casework/setup.js';
import { type Worked, work } from '../../casework/work.js';
import { tool } from '../../package.js';
import { print } from '../../terminal/print.js';
import { chooseCase } from './choose-case.js';
import { join } from './join.js';
import { openCasesFor } from './open-cases.js';
import { prepare, type RunOptions, readAlert } from './prepare.js';

/**
 * `casefile run`: an alert comes in, a case is opened and worked on as far as it goes. An alert for a host whose case is
 * still open joins that case, unless another one is wanted on purpose.
 */
export async function run(alert: string, options: RunOptions, signal: AbortSignal): Promise<Worked> {
  const read = await readAlert(alert, options);
  const open = await chooseCase(options.newCase ? [] : openCasesFor(read, options), options, signal);
  if (open) return join(open, read, options, signal);
  const prepared = await prepare(read, options);
  const { bytes, extension, detection, playbook, matchedBy, handling, inputs, inputFiles, answers } = prepared;
  const collectors = await openSource(options, signal);
  const hostIs = options.hostIs ?? null;
  await preflight(collectors, detection, hostIs, signal);

  warnOfLittleSpace(options.caseDir);
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
      inputFiles,
      method: { kind: collectors.kind, from: collectors.from },
      hostIs,
      matchedBy,
      handling,
    },
    clock: () => new Date(),
    random: randomBytes(4).toString('hex'),
    notPrivate: (dir, why) => print(`warning: other accounts of this host may read ${dir} (${why})`),
  });
  const respondent = await respondentFor(options, answers, answers?.by ?? responder, signal);
  return work({
    ...{ folder, respondent, signal, account: account() },
    openSource: async () => collectors,
    quiet: false,
    saveAnswers: options.saveAnswers,
  });
}
