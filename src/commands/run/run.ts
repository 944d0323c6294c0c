import { randomBytes } from 'node:crypto';
import { createCase } from '../../case/create.js';
import { warnOfLittleSpace } from '../../casework/free-space.js';
import { openSource } from '../../casework/open-source.js';
import { load } from '../../casework/playbooks.js';
import { preflight } from '../../casework/preflight.js';
import { account, respondentFor } from '../../casework/responder.js';
import { checkUnshipped } from '../../casework/script-check.js';
import { type Worked, work } from '../../casework/work.js';
import { tool } from '../../package.js';
import { print } from '../../terminal/print.js';
import { chooseCase } from './choose-case.js';
import { joinCase } from './join.js';
import { openCasesFor } from './open-cases.js';
import { prepareCase, type RunOptions, readAlert } from './prepare.js';

/**
 * `casefile run`: opens a case for an alert, or adds the alert to an open case, and works on it as far as possible.
 */
export async function runAlert(alert: string, options: RunOptions, signal: AbortSignal): Promise<Worked> {
  const read = await readAlert(alert, options);
  const open = await chooseCase(options.newCase ? [] : openCasesFor(read, options), options, signal);
  if (open) return joinCase(open, read, options, signal);
  const prepared = await prepareCase(read, options);
  const { bytes, extension, detection, playbook, matchedBy, handling, inputs, inputFiles, answers } = prepared;
  const source = await openSource(options, signal);
  const hostIs = options.hostIs ?? null;
  await preflight(source, detection, hostIs, signal);
  const scripts = await checkUnshipped(playbook, source, options, signal);

  warnOfLittleSpace(options.caseDir);
  const responder = options.responder ?? answers?.by ?? account();
  const folder = createCase({
    parent: options.caseDir,
    alert: { bytes, extension },
    playbook,
    loadPinned: load,
    opened: {
      ...{ detection, tool, responder, account: account(), inputs, inputFiles },
      method: { kind: source.kind, from: source.from },
      ...{ hostIs, matchedBy, handling, ...(scripts && { scripts }) },
    },
    clock: () => new Date(),
    random: randomBytes(4).toString('hex'),
    notPrivate: (dir, why) => print(`warning: other accounts of this host may read ${dir} (${why})`),
  });
  return work({
    ...{ folder, signal, saveAnswers: options.saveAnswers },
    respondent: await respondentFor(options, answers, answers?.by ?? responder, signal),
    openSource: async () => source,
  });
}
