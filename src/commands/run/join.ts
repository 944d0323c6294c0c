import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { OpenCase } from '../../case/open-case.js';
import { type CaseView, viewCase } from '../../casework/case-view.js';
import { closeAfter, openCaseToWork } from '../../casework/open-case.js';
import { answersFrom } from '../../casework/read-input.js';
import { account } from '../../casework/responder.js';
import { resumeWork } from '../../casework/resume-work.js';
import type { Worked } from '../../casework/work.js';
import { checkOptions } from '../../casework/work-options.js';
import { addHandling, handlingOf } from '../../domain/handling.js';
import type { JournalEntry } from '../../domain/journal.js';
import { KnownError } from '../../errors.js';
import { sha256 } from '../../files/hash.js';
import { print } from '../../terminal/print.js';
import { refuseConflicts } from './conflicts.js';
import type { ReadAlert, RunOptions } from './prepare.js';

/**
 * Adds an alert to an open case and resumes that case. An alert that the case already has is not added again, unless it
 * changes how the case is to be handled: `casefile run` twice is a resume.
 * @throws KnownError exit 6 when somebody else works on that case.
 */
export async function joinCase(
  { dir }: CaseView,
  alert: ReadAlert,
  options: RunOptions,
  signal: AbortSignal,
): Promise<Worked> {
  return closeAfter(await openForJoining(dir, alert, options, signal), async (folder) => {
    checkOptions(options, folder.playbook);
    const answers = await answersFrom(options.answers, folder.playbook);
    refuseConflicts(viewCase(dir), answers);
    if (isKnownAlert(alert, folder.journal.entries)) {
      print(`The open case ${basename(dir)} already has this alert. Resuming it.`);
    } else {
      recordAlert(folder, alert, options.responder ?? answers?.by ?? account());
      print(`The alert joins the open case ${basename(dir)}. --new-case opens a separate case.`);
    }
    if (options.inputs.length > 0) print('--input is not used: the case keeps the inputs that it was opened with.');
    return resumeWork(folder, options, answers, signal);
  });
}

/** The case has these bytes already, and the alert changes nothing about how it is to be handled. */
function isKnownAlert({ bytes, handling }: ReadAlert, entries: JournalEntry[]): boolean {
  const before = handlingOf(entries);
  const hashes = entries.flatMap((entry) => {
    if (entry.type === 'OPENED') return [entry.data.alert.sha256];
    return entry.type === 'JOINED' ? [entry.data.file.sha256] : [];
  });
  return isDeepStrictEqual(addHandling(before, handling), before) && hashes.includes(sha256(bytes));
}

function recordAlert(folder: OpenCase, alert: ReadAlert, responder: string): void {
  const { bytes, extension, detection, matchedBy, handling } = alert;
  const id = `alert${folder.journal.entries.filter(({ type }) => type === 'JOINED').length + 2}`;
  const file = folder.writeAlert(bytes, extension);
  folder.journal.append({
    type: 'JOINED',
    data: { id, file, detection, matchedBy, responder, account: account(), handling },
  });
}

async function openForJoining(
  dir: string,
  { playbook }: ReadAlert,
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
      next: `${error.parts.next} To open a separate case for this alert: --new-case.`,
    });
  }
}
