import { createReadStream } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { contentsOf } from '../../bags/contents.js';
import { bagLayout } from '../../bags/layout.js';
import { digest } from '../../bags/manifest.js';
import { openBag } from '../../bags/open.js';
import { makeWhole, refuseExisting, writeStream } from '../../bags/place.js';
import { validateBag } from '../../bags/validate.js';
import { writeFolder } from '../../bags/write-folder.js';
import { findCase } from '../../case/find.js';
import { inCase, layout } from '../../case/layout.js';
import { refuseLocked } from '../../case/lock/lock.js';
import { openedOf } from '../../case/resume.js';
import { type Verification, verifyCase } from '../../case/verify.js';
import { infoOf } from '../../casework/bag-info.js';
import { secretKeyFrom } from '../../casework/keys.js';
import { toIso } from '../../domain/time.js';
import { lockedError, usageError, verificationError } from '../../errors.js';
import { keyName, type SecretKey } from '../../signatures/keys.js';
import { prehash, sign } from '../../signatures/sign.js';

export interface SealOptions {
  caseDir: string;
  zip?: boolean;
  output?: string;
  sign?: string;
  json?: boolean;
}

/** The document of `casefile seal --json`. */
export interface Seal {
  schema: 'casefile/seal@1';
  case: string;
  /** Absolute paths. */
  dir: string;
  bag: string;
  form: 'folder' | 'zip';
  /** Hash of the journal's last entry, as the bag's `bag-info.txt` names it. */
  head: string;
  payload: { files: number; bytes: number };
  /** Of the archive; null for a folder. */
  sha256: string | null;
  /** Of the tag manifest, which names every byte of the bag: what to note elsewhere when nothing is signed. */
  tagManifest: { file: string; sha256: string };
  /** Files that contain signatures, and the key's name; null without `--sign`. */
  signature: { key: string; files: string[] } | null;
}

/**
 * `casefile seal`: makes a BagIt bag of a case that verifies. The bag is checked as a receiver would check it before it gets
 * its name. Nothing is written into the case: a journaled seal would seal a different journal from the one it names.
 * @throws KnownError exit 5 when the case does not verify, 6 while it is locked, 2 when something already has the bag's name.
 */
export async function sealCase(named: string | undefined, options: SealOptions, signal: AbortSignal): Promise<Seal> {
  const dir = findCase(named, options.caseDir);
  const form = options.zip ? 'zip' : 'folder';
  const bag = resolve(options.output ?? `${dir}.bag${options.zip ? '.zip' : ''}`);
  refuseInside(dir, bag);
  refuseExisting(bag);
  const outer = options.sign !== undefined && options.zip ? `${bag}.minisig` : null;
  if (outer) refuseExisting(outer);
  const key = options.sign === undefined ? null : await secretKeyFrom(options.sign);
  refuseLocked(inCase(dir, layout.lock));
  const verification = verified(dir);
  const { case: id } = openedOf(verification.entries, dir).data;
  const now = toIso(new Date());
  const contents = await contentsOf(dir, {
    left: [layout.lock, layout.reserve],
    info: infoOf(id, verification, now),
    signal,
  });
  const tags = new Map(contents.tags);
  const signer = key && signerOf(key, { now, id, head: verification.head! });
  if (signer) tags.set(bagLayout.signature, await signer(bagLayout.signed, [tags.get(bagLayout.signed)!]));

  const { payload, sha256 } = await makeWhole(bag, async (temporary) => {
    if (form === 'folder') await writeFolder(temporary, { ...contents, tags }, signal);
    else
      await (await import('../../bags/zip/write.js')).writeZip(temporary, { top: id, signal }, { ...contents, tags });
    const files = await openBag(temporary, signal);
    try {
      const checked = await validateBag(files, key);
      refuseLocked(inCase(dir, layout.lock));
      refuseChanged(dir, verification);
      return {
        payload: checked.payload,
        sha256: form === 'zip' ? (await digest(createReadStream(temporary))).sha256 : null,
      };
    } finally {
      files.close();
    }
  });
  if (signer && outer)
    await makeWhole(outer, async (temporary) =>
      writeStream(temporary, [await signer(basename(bag), createReadStream(bag))]),
    );
  const inner = form === 'folder' ? resolve(bag, bagLayout.signature) : bagLayout.signature;
  return {
    schema: 'casefile/seal@1',
    ...{ case: id, dir, bag, form, head: verification.head!, sha256 },
    payload: { files: payload.size, bytes: [...payload.values()].reduce((sum, { bytes }) => sum + bytes, 0) },
    tagManifest: { file: bagLayout.signed, sha256: (await digest([tags.get(bagLayout.signed)!])).sha256 },
    signature: key && { key: keyName(key.id), files: outer ? [outer, inner] : [inner] },
  };
}

function verified(dir: string): Verification {
  const verification = verifyCase(dir);
  const { differences } = verification;
  if (differences.length === 0) return verification;
  const shown = differences.slice(0, 10).map(({ kind, file }) => `${kind} ${file}`);
  throw verificationError('case-differs', {
    what: `The case does not verify, so it is not sealed: ${shown.join(', ')}${differences.length > 10 ? `, and ${differences.length - 10} more` : ''}`,
    where: dir,
    expected: 'exactly the files that the journal names, unchanged',
    next: 'Keep the folder as it is, and copy it by other means. `casefile verify` lists every difference.',
  });
}

/** Somebody can have worked on the case while it was read, and have finished. */
function refuseChanged(dir: string, { head }: Verification): void {
  const now = verified(dir).head;
  if (now === head) return;
  throw lockedError('case-changed', {
    what: 'Somebody worked on the case while it was being sealed',
    where: dir,
    expected: `head ${head}, found ${now}`,
    next: 'Seal it again when nobody works on it.',
  });
}

function refuseInside(dir: string, bag: string): void {
  if (bag !== dir && !bag.startsWith(dir + sep)) return;
  throw usageError('seal-inside', {
    what: 'The bag would be inside the case that it contains',
    where: bag,
    expected: 'a place outside the case folder, because sealing does not change the case',
    next: 'Leave out --output: the bag is then made next to the case.',
  });
}

/** Signs a file, with a comment that names the case and the head of its journal. */
function signerOf(key: SecretKey, { now, id, head }: { now: string; id: string; head: string }) {
  const comment = `timestamp:${Math.floor(Date.parse(now) / 1000)} hashed case:${id} head:${head}`;
  return async (file: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> =>
    Buffer.from(sign(await prehash(chunks), key, `${comment} file:${file}`));
}
