import { withCase } from '../../casework/open-case.js';
import { account } from '../../casework/responder.js';
import { writeReport } from '../../casework/write-report.js';
import type { FileRef } from '../../domain/file.js';
import { responderOf } from '../../domain/folds/responder.js';
import { usageError } from '../../errors.js';
import { hashOfFile } from '../../files/hash.js';

export interface AttachOptions {
  caseDir: string;
  hashOnly?: boolean;
  note?: string;
  responder?: string;
  json?: boolean;
}

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
 * event logs and raw configurations, which may contain keys. A file that rules read is attached at its step instead.
 * @throws KnownError exit 2 when a file can't be read: then nothing is journaled.
 */
export async function attachHashes(named: string, paths: string[], options: AttachOptions): Promise<HashedFiles> {
  if (!options.hashOnly)
    throw usageError('hash-only-missing', {
      what: 'This command only records hashes. A file that rules read is attached at the step that asks for it',
      expected: '--hash-only, for files that stay with you',
      next: 'casefile attach CASE Security.evtx --hash-only, or `casefile resume CASE` for a step that asks for a file',
    });
  const hashed = paths.map(hashFile);
  return withCase(named, { caseDir: options.caseDir }, (folder) => {
    const { journal, dir } = folder;
    const by = options.responder ?? responderOf(journal.entries)!;
    const given = { by, account: account(), source: 'command' as const, attachment: null, note: options.note ?? null };
    const before = journal.entries.filter(({ type }) => type === 'HASHED').length;
    const files = hashed.map((ref, n) => ({ id: `H${before + n + 1}`, ...ref }));
    for (const { id, ...held } of files) journal.append({ type: 'HASHED', data: { ...given, id, held } });
    const report = writeReport(folder);
    return { schema: 'casefile/attach@1', dir, report, files, head: journal.head };
  });
}

function hashFile(path: string): FileRef {
  try {
    return hashOfFile(path);
  } catch (error) {
    throw usageError('attachment-unreadable', {
      what: `The file cannot be read (${(error as Error).message})`,
      where: path,
      expected: 'a file that this account can read',
      next: 'Check the path. Nothing was journaled.',
    });
  }
}
