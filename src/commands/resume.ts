import { findCase } from '../case/find.js';
import { openedOf, resumeCase } from '../case/resume.js';
import { openCollectors } from '../collectors/index.js';
import { viewCase } from './case-view.js';
import { tool } from './package-root.js';
import { load } from './playbooks.js';
import { preflight } from './preflight.js';
import { account, answersFrom, checkFailOn, respondentFor, type SharedOptions } from './setup.js';
import { type Worked, work } from './work.js';

/** `casefile resume`: goes on where the journal ends, with the playbook and the source of evidence of the first run. */
export async function resume(named: string | undefined, options: SharedOptions, signal: AbortSignal): Promise<Worked> {
  const dir = findCase(named, options.caseDir);
  const folder = resumeCase(dir, load, () => new Date());
  try {
    const { detection, method, hostIs, responder } = openedOf(folder.journal.entries, dir).data;
    checkFailOn(options.failOn, folder.playbook);
    const answers = await answersFrom(options.answers, folder.playbook);
    const collectors = openCollectors(sourceOptions(options, method));
    const { due } = viewCase(dir);
    if (due.kind !== 'end') {
      await preflight(collectors, detection, options.hostIs ?? hostIs, signal);
      folder.journal.append({ type: 'RESUMED', data: { tool, account: account(), previousLock: folder.previousLock } });
    }
    const by = options.responder ?? answers?.by ?? responder;
    const respondent = await respondentFor(options, answers, by, signal);
    return await work({
      ...{ folder, collectors, respondent, signal, account: account() },
      quiet: false,
      saveAnswers: options.saveAnswers,
    });
  } catch (error) {
    folder.close();
    throw error;
  }
}

/** The source of the first run, unless another one is named now. */
function sourceOptions(options: SharedOptions, method: { kind: string; from: string }) {
  if (options.replay !== undefined || options.powershell !== undefined) return options;
  return method.kind === 'replay' ? { replay: method.from } : { powershell: method.from };
}
