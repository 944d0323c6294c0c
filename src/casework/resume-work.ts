import type { OpenCase } from '../case/open-case.js';
import { openedOf } from '../case/resume.js';
import type { CollectorSource } from '../collectors/types.js';
import { responderOf } from '../domain/folds/responder.js';
import { usageError } from '../errors.js';
import { tool } from '../package.js';
import type { Answers } from '../playbook/answers/file.js';
import { viewCase } from './case-view.js';
import { warnOfLittleSpace } from './free-space.js';
import { openSource as openSourceOf, type SourceOptions } from './open-source.js';
import { preflight } from './preflight.js';
import { account, respondentFor, type SharedOptions } from './setup.js';
import { type Worked, work } from './work.js';

/**
 * Goes on with an open case: who answers now, where evidence comes from now. The host is asked for when something is
 * still to be collected, and not before: what is left can often be answered at a desk.
 */
export async function goOn(
  folder: OpenCase,
  options: SharedOptions,
  answers: Answers | null,
  signal: AbortSignal,
): Promise<Worked> {
  const { detection, method, hostIs } = openedOf(folder.journal.entries, folder.dir).data;
  const source = sourceOptions(options, method);
  if (viewCase(folder.dir).due.kind !== 'end') {
    const named = options.replay ?? options.powershell ?? null;
    const data = {
      tool,
      account: account(),
      previousLock: folder.previousLock,
      source: named,
      hostIs: options.hostIs ?? null,
    };
    folder.journal.append({ type: 'RESUMED', data });
  }
  warnOfLittleSpace(folder.dir);
  const by = options.responder ?? answers?.by ?? responderOf(folder.journal.entries)!;
  const respondent = await respondentFor(options, answers, by, signal);
  const openSource = async (): Promise<CollectorSource> => {
    const collectors = await openSourceOf(source, signal);
    await preflight(collectors, detection, options.hostIs ?? hostIs, signal);
    return collectors;
  };
  return work({
    folder,
    openSource,
    respondent,
    signal,
    account: account(),
    quiet: false,
    saveAnswers: options.saveAnswers,
  });
}

/**
 * Where evidence comes from now. A case folder can come from anybody, so it never names the PowerShell that is started:
 * that is the command line's or the system's own. Recorded evidence is only read, but not from another computer.
 */
function sourceOptions(options: SharedOptions, { kind, from }: { kind: string; from: string }): SourceOptions {
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
