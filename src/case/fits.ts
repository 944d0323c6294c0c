import type { JournalEntry } from '../domain/journal.js';
import { verificationError } from '../errors.js';
import type { Playbook } from '../playbook/types.js';
import { inCase, layout } from './layout.js';

/**
 * Checks that entries name only what the pinned playbook has, and evidence by its own file: a name that it lacks could be
 * one that every object has, such as `constructor`.
 * @throws KnownError exit 5 for the first that does not fit.
 */
export function checkFits(dir: string, entries: JournalEntry[], playbook: Playbook): void {
  for (const [n, entry] of entries.entries()) {
    const wrong = misfit(entry, playbook);
    if (wrong !== null)
      throw verificationError('journal-does-not-fit', {
        what: `An entry of the journal does not fit the playbook: ${wrong}`,
        where: `${inCase(dir, layout.journal)}:${n + 1}`,
        expected: 'a journal that was written with the playbook pinned in the case folder',
        next: 'Keep the folder as it is, and ask where it comes from.',
      });
  }
}

function misfit(entry: JournalEntry, playbook: Playbook): string | null {
  const unknown = (kind: 'question' | 'attachment' | 'action' | 'collector', name: string): string | null =>
    Object.hasOwn(playbook[`${kind}s`], name) ? null : `there is no ${kind} ${JSON.stringify(name.slice(0, 60))}`;
  switch (entry.type) {
    case 'ANSWERED':
    case 'REVISED':
      return unknown('question', entry.data.question);
    case 'ATTACHED':
    case 'UNAVAILABLE':
      return unknown('attachment', entry.data.attachment);
    case 'HASHED':
      return entry.data.attachment === null ? null : unknown('attachment', entry.data.attachment);
    case 'DECIDED_ACTION':
      return unknown('action', entry.data.action);
    case 'COLLECTING':
      return unknown('collector', entry.data.collector);
    case 'COLLECTED': {
      const { collector, attempt, file } = entry.data;
      const own = layout.evidenceFile(collector, attempt);
      return unknown('collector', collector) ?? (file.file === own ? null : `${file.file} is not ${own}`);
    }
    default:
      return null;
  }
}
