import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { OpenCase } from '../../case/open-case.js';
import { type CaseView, viewCase } from '../../casework/case-view.js';
import { openCaseToWork } from '../../casework/open-case.js';
import { goOn } from '../../casework/resume-work.js';
import { account, answersFrom, checkOptions } from '../../casework/setup.js';
import type { Worked } from '../../casework/work.js';
import { addHandling, handlingOf } from '../../domain/handling.js';
import type { JournalEntry } from '../../domain/journal.js';
import { KnownError } from '../../errors.js';
import { sha256 } from '../../files/hash.js';
import type { Playbook } from '../../playbook/types.js';
import { print } from '../../terminal/print.js';
import { refuseConflicts } from './conflicts.js';
import type { ReadAlert, RunOptions } from './prepare.js';

/**
 * An alert for a host with an open case: it is kept in that case, and the case is gone on with. An alert that the case
 * holds already is no second one, unless it comes with another way to handle the case: `casefile run` twice is a resume.
 * @throws KnownError exit 6 when somebody else works on that case.
 */
export async function join(
  { dir }: CaseView,
  { bytes, extension, detection, playbook, matchedBy, handling }: ReadAlert,
  options: RunOptions,
  signal: AbortSignal,
): Promise<Worked> {
  const folder = await openForJoining(dir, playbook, options, signal);
  try {
    checkOptions(options, folder.playbook);
    const answers = await answersFrom(options.answers, folder.playbook);
    refuseConflicts(viewCase(dir), answers);
    const { entries } = folder.journal;
    const before = handlingOf(entries);
    const isNew =
      !isDeepStrictEqual(addHandling(before, handling), before) || !alertHashes(entries).includes(sha256(bytes));
    if (isNew) {
      const by = { responder: options.responder ?? answers?.by ?? account(), account: account() };
      const id = `alert${entries.filter(({ type }) => type === 'JOINED').length + 2}`;
      const file = folder.writeAlert(bytes, extension);
      folder.journal.append({ type: 'JOINED', data: { id, file, detection, matchedBy, ...by, handling } });
      print(`The alert joins the open case ${basename(dir)} of this host. A case of its own, on purpose: --new-case.`);
    } else print(`The open case ${basename(dir)} holds this very alert already; going on with it.`);
    if (options.inputs.length > 0) print('--input is not used: the case keeps the inputs that it was opened with.');
    return await goOn(folder, options, answers, signal);
  } finally {
    folder.close();
  }
}

const alertHashes = (entries: JournalEntry[]): string[] =>
  entries.flatMap((entry) => {
    if (entry.type === 'OPENED') return [entry.data.alert.sha256];
    return entry.type === 'JOINED' ? [entry.data.file.sha256] : [];
  });

async function openForJoining(
  dir: string,
  playbook: Playbook,
  options: RunOptions,
  signal: AbortSignal,
): Promise<OpenCase> {
  try {
    return await openCaseToWork(dir, options, signal, playbook);
  } catch (error) {
    if (!(error instanceof KnownError) || error.code !== 'case-locked') throw error;
    throw new KnownError(error.exit, error.code, {
      ...error.parts,
      what: `The alert belongs to the open case ${basename(dir)}. ${error.parts.what}`,
      next: `${error.parts.next} A case of its own for this alert: --new-case.`,
    });
  }
}
