import { resolve } from 'node:path';
import { listCases } from '../../case/find.js';
import { readJournal } from '../../case/journal/journal.js';
import { inCase, layout } from '../../case/layout.js';
import { sharedWith } from '../../case/owner.js';
import { type CaseView, viewCase } from '../../casework/case-view.js';
import { sameAlertHost, sameHost } from '../../detections/host-name.js';
import type { JournalEntry } from '../../domain/journal.js';
import { KnownError } from '../../errors.js';
import { print } from '../../terminal/print.js';
import type { ReadAlert } from './prepare.js';

/**
 * The cases for the alert's host and playbook that are not finished, oldest first. A folder that does not verify, or that
 * another account can write, is named and left alone.
 */
export function openCasesFor(alert: ReadAlert, { caseDir, hostIs }: { caseDir: string; hostIs?: string }): CaseView[] {
  return listCases(caseDir).flatMap((id) => {
    const dir = resolve(caseDir, id);
    try {
      const { entries } = readJournal(inCase(dir, layout.journal));
      if (!isAbout(entries, alert, hostIs !== undefined)) return [];
      const shared = sharedWith(dir);
      if (shared !== null) {
        print(`The open case ${id} is not used: ${shared}. If you trust it: casefile resume ${id}`);
        return [];
      }
      const view = viewCase(dir);
      return view.due.kind === 'end' ? [] : [view];
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      print(`The case ${id} does not verify (${error.parts.what}). It is not known whether the alert belongs to it.`);
      return [];
    }
  });
}

/** Same playbook and same host: by both alerts, and by the name of the host that evidence came from. */
function isAbout(entries: JournalEntry[], { detection, playbook }: ReadAlert, hostIsTrusted: boolean): boolean {
  const [opened] = entries;
  if (opened?.type !== 'OPENED' || opened.data.playbook.id !== playbook.id) return false;
  if (!sameAlertHost(detection.host, opened.data.detection.host)) return false;
  if (hostIsTrusted || opened.data.hostIs !== null) return true;
  return entries.every(
    (entry) =>
      entry.type !== 'COLLECTED' ||
      entry.data.host === null ||
      sameHost(detection.host, { computer: null, fqdn: entry.data.host }),
  );
}
