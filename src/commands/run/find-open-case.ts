import { resolve } from 'node:path';
import { listCases } from '../../case/find.js';
import { readJournal } from '../../case/journal/journal.js';
import { inCase, layout } from '../../case/layout.js';
import { type CaseView, viewCase } from '../../casework/case-view.js';
import { sameAlertHost, sameHost } from '../../detections/host-name.js';
import type { JournalEntry } from '../../domain/journal.js';
import { KnownError } from '../../errors.js';
import { print } from '../../terminal/print.js';
import type { ReadAlert, RunOptions } from './prepare.js';

/**
 * The newest unfinished case for the alert's host and playbook. A folder that doesn't verify can't be resumed: it is
 * reported, and left as it is.
 */
export function findOpenCase(alert: ReadAlert, { caseDir, hostIs }: RunOptions): CaseView | undefined {
  const found = listCases(caseDir).flatMap((id) => {
    const dir = resolve(caseDir, id);
    try {
      const { entries } = readJournal(inCase(dir, layout.journal));
      if (!isAbout(entries, alert, hostIs !== undefined)) return [];
      const view = viewCase(dir);
      return view.due.kind === 'end' ? [] : [view];
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      print(
        `The case ${id} does not verify (${error.parts.what}), so casefile cannot see whether the alert belongs to it.`,
      );
      return [];
    }
  });
  const opened = ({ journal }: CaseView) => journal[0]!.at;
  return found.sort((a, b) => Number(opened(a) > opened(b)) - Number(opened(a) < opened(b))).at(-1);
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
