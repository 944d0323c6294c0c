import { findCase } from '../../case/find.js';
import { resumeCase } from '../../case/resume.js';
import { load } from '../../casework/playbooks.js';
import { account } from '../../casework/setup.js';
import { writeReport } from '../../casework/work.js';
import type { FileRef } from '../../domain/file.js';
import { responderOf } from '../../domain/folds/responder.js';
import { usageError } from '../../errors.js';
import { hashOfFile } from '../../files/hash.js';

/** The document of `casefile attach --json`. */
export interface HashedFiles {
  schema: 'casefile/attach@1';
  /** Absolute paths. */
  dir: string;
  report: string;
  files: (FileRef & { id: string })[];
  head: string;
}

/**
 * `casefile attach --hash-only`: journals name, size and SHA-256 of files that stay with the responder, such as exported
 * event logs and raw configurations, which may hold keys. A file that rules are to read is attached at its step instead.
 * @throws KnownError exit 2 where a file cannot be read: then none is journaled.
 */
export function attachHashes(
  named: string,
  paths: string[],
  options: { caseDir: string; hashOnly?: boolean; note?: string; responder?: string },
): HashedFiles {
  if (!options.hashOnly)
    throw usageError('hash-only-missing', {
      what: 'A file that rules read is attached at the step that asks for it, not by this command',
      expected: '--hash-only, for files that stay with you',
      next: 'casefile attach CASE Security.evtx --hash-only, or `casefile resume CASE` for a step that asks for a file',
    });
  const held = paths.map(hashed);
  const folder = resumeCase(findCase(named, options.caseDir), load, () => new Date());
  try {
    const by = options.responder ?? responderOf(folder.journal.entries)!;
    const files = held.map((ref) => {
      const id = `H${folder.journal.entries.filter(({ type }) => type === 'HASHED').length + 1}`;
      const given = { by, account: account(), source: 'command' as const };
      const note = options.note ?? null;
      folder.journal.append({ type: 'HASHED', data: { ...given, attachment: null, id, held: ref, note } });
      return { id, ...ref };
    });
    const { path: report } = writeReport(folder);
    return { schema: 'casefile/attach@1', dir: folder.dir, report, files, head: folder.journal.head };
  } finally {
    folder.close();
  }
}

function hashed(path: string): FileRef {
  try {
    return hashOfFile(path);
  } catch (error) {
    throw usageError('attachment-unreadable', {
      what: `The file cannot be read (${(error as Error).message})`,
      where: path,
      expected: 'a file that this account may read',
      next: 'Check the path; nothing was journaled.',
    });
  }
}

/** The same for people. */
export const attachText = ({ files, report, head }: HashedFiles): string[] => [
  ...files.map(({ id, file, bytes, sha256 }) => `${id.padEnd(4)}  ${sha256}  ${bytes} bytes  ${file}`),
  'These files stay with you, unchanged: the case holds their hashes, and no rule has read them.',
  `Report        ${report}`,
  `Head          ${head}   (note it elsewhere: it seals the journal)`,
];
