import type { OpenCase } from '../case/open-case.js';
import { openedOf } from '../case/resume.js';
import { responderOf } from '../domain/folds/responder.js';
import { usageError } from '../errors.js';
import { tool } from '../package.js';
import type { Answers } from '../playbook/answers/file.js';
import { viewCase } from './case-view.js';
import { warnOfLittleSpace } from './free-space.js';
import { openSource, type SourceOptions } from './open-source.js';
import { preflight } from './preflight.js';
import { account, respondentFor } from './responder.js';
import { checkUnshipped } from './script-check.js';
import { type Worked, work } from './work.js';
import type { WorkOptions } from './work-options.js';

/**
 * Resumes an open case with today's responder and source of evidence. The host is checked only when something is still
 * to be collected: the rest can often be answered at a desk.
 */
export async function resumeWork(
  folder: OpenCase,
  options: WorkOptions,
  answers: Answers | null,
  signal: AbortSignal,
): Promise<Worked> {
  const { journal, dir, previousLock } = folder;
  const { detection, method, hostIs } = openedOf(journal.entries, dir).data;
  if (viewCase(dir).due.kind !== 'end') {
    const source = options.replay ?? options.powershell ?? null;
    const data = { tool, account: account(), previousLock, source, hostIs: options.hostIs ?? null };
    journal.append({ type: 'RESUMED', data });
  }
  warnOfLittleSpace(dir);
  const by = options.responder ?? answers?.by ?? responderOf(journal.entries)!;
  return work({
    ...{ folder, signal, saveAnswers: options.saveAnswers },
    respondent: await respondentFor(options, answers, by, signal),
    openSource: async () => {
      const source = await openSource(sourceOf(options, method), signal);
      await preflight(source, detection, options.hostIs ?? hostIs, signal);
      await checkUnshipped(folder.playbook, source, options, signal);
      return source;
    },
  });
}

/**
 * Where evidence comes from now. A case folder can come from anybody, so it never names the PowerShell that is started:
 * the command line or the system does. Recorded evidence is only read, but never from another computer.
 */
function sourceOf(options: WorkOptions, { kind, from }: { kind: string; from: string }): SourceOptions {
  const transport = options.transport ?? (kind === 'powershell-file' ? 'file' : 'command');
  if (options.replay !== undefined || options.powershell !== undefined || kind !== 'replay')
    return { ...options, transport };
  if (/^[\\/]{2}/.test(from))
    throw usageError('replay-elsewhere', {
      what: 'The case takes its evidence from a network path, which is not opened unless you name it',
      where: from,
      expected: 'a folder with recorded evidence',
      next: 'casefile resume CASE --replay DIR',
    });
  return { replay: from, publicKey: options.publicKey };
}
