import { join, resolve } from 'node:path';
import { labels } from '../../bags/info.js';
import { invalid } from '../../bags/layout.js';
import { pathProblem } from '../../bags/paths.js';
import { makeWhole, refuseExisting } from '../../bags/place.js';
import { makeFolder } from '../../case/disk/durable.js';
import { folders, inCase } from '../../case/layout.js';
import { refuseReserved } from '../../case/reserved.js';
import { checkBag, unpackCase } from '../../casework/open-bag.js';

export interface UnsealOptions {
  caseDir: string;
  publicKey?: string;
  json?: boolean;
}

/** The document of `casefile unseal --json`. */
export interface Unsealed {
  schema: 'casefile/unsealed@1';
  case: string;
  /** Absolute paths. */
  bag: string;
  dir: string;
  head: string;
  files: number;
  signature: { key: string; checked: boolean; comment: string } | null;
}

/**
 * `casefile unseal`: puts the case of a bag into a new folder. Everything that can be checked is checked before anything is
 * written. The case is verified under a temporary name, and gets its own name when it is complete.
 * @param target folder to make; without it the case's id below the folder of cases.
 * @throws KnownError exit 5 for a bag that is incomplete or unsafe, exit 2 when the folder already exists.
 */
export async function unsealBag(
  path: string,
  target: string | undefined,
  options: UnsealOptions,
  signal: AbortSignal,
): Promise<Unsealed> {
  refuseReserved(target ?? options.caseDir);
  if (target !== undefined) refuseExisting(target);
  const checked = await checkBag(path, options.publicKey, signal);
  const { files, bag } = checked;
  try {
    const dir = resolve(target ?? join(options.caseDir, nameOf(checked)));
    const id = await makeWhole(dir, async (temporary) => {
      makeFolder(temporary);
      // A bag contains only files, but a case that is resumed needs its folders.
      for (const folder of folders) makeFolder(inCase(temporary, folder));
      return unpackCase(checked, temporary);
    });
    const head = bag.info.get(labels.head)!;
    return {
      schema: 'casefile/unsealed@1',
      case: id,
      bag: files.at,
      dir,
      head,
      files: bag.payload.size,
      signature: bag.signature,
    };
  } finally {
    files.close();
  }
}

/** The case's id as a folder's name; it is what the bag says, so it is held to the rules for paths. */
function nameOf({ files, bag }: { files: { at: string }; bag: { info: ReadonlyMap<string, string> } }): string {
  const id = bag.info.get(labels.case) ?? '';
  const problem = id.includes('/') ? 'it is a path' : pathProblem(id);
  if (problem) throw invalid(files.at, [`${labels.case} cannot name a folder: ${problem}`]);
  return id;
}
