import { createReadStream, existsSync } from 'node:fs';
import { type BagInfo, formatInfo, labels, parseInfo } from '../bags/info.js';
import { invalid } from '../bags/layout.js';
import { openBag } from '../bags/open.js';
import type { BagFiles } from '../bags/types.js';
import { unpack } from '../bags/unpack.js';
import { type Bag, validateBag } from '../bags/validate.js';
import { journalBytes, parseJournal } from '../case/journal/journal.js';
import { inCase, layout } from '../case/layout.js';
import { openedOf } from '../case/resume.js';
import { namedFiles, verifyCase } from '../case/verify.js';
import type { PublicKey } from '../signatures/keys.js';
import { prehash } from '../signatures/sign.js';
import { checkSignature } from '../signatures/verify.js';
import { infoOf } from './bag-info.js';
import { publicKeyFrom } from './keys.js';
import { readInput } from './read-input.js';

/** What is known of a bag once it was checked. */
export interface CheckedBag {
  files: BagFiles;
  bag: Bag;
}

/**
 * Opens a bag and checks all that can be checked without writing: what must not be unpacked, manifests, signature.
 * @throws KnownError exit 5.
 */
export async function checkBag(path: string, publicKey: string | undefined, signal: AbortSignal): Promise<CheckedBag> {
  const key = await publicKeyFrom(publicKey);
  await checkOuterSignature(path, key);
  const files = await openBag(path, signal);
  try {
    return { files, bag: await validateBag(files, key) };
  } catch (error) {
    files.close();
    throw error;
  }
}

/** A signature next to an archive is checked before the archive is opened. */
async function checkOuterSignature(path: string, publicKey: PublicKey | null): Promise<void> {
  const beside = `${path}.minisig`;
  if (!publicKey || !existsSync(beside)) return;
  const of = { prehashed: await prehash(createReadStream(path)) };
  checkSignature({ where: beside, of, signature: await readInput(beside, 'The signature'), publicKey });
}

/** For people: what the signature of a bag is worth. */
export function signatureText(signature: Bag['signature']): string {
  if (!signature) return 'It is not signed: somebody who changed it could have made new manifests.';
  const { key, checked, comment } = signature;
  if (!checked)
    return `It has a signature by key ${key}, which was NOT checked. To check it, name the key with --public-key.`;
  return `Its signature by key ${key} is good. Trusted comment: ${comment}`;
}

/**
 * Writes the case of a checked bag into an empty folder, and checks it as `casefile verify` does. The files that
 * the journal names are compared with the bag first, because they are read.
 * @returns id of the case.
 * @throws KnownError exit 5 with what differs.
 */
export async function unpackCase({ files, bag }: CheckedBag, dir: string): Promise<string> {
  await unpack(files, bag, dir);
  return caseOf({ files, bag }, dir);
}

/** Labels of `bag-info.txt` that differ from the journal. People read the handling there first, for example. */
function labelDifferences(stated: BagInfo, info: BagInfo): string[] {
  const actual = parseInfo(formatInfo(info))!;
  const { head, case: id, entries, tlp, caseRef, legalHold } = labels;
  return [head, id, entries, tlp, caseRef, legalHold].flatMap((label) =>
    stated.get(label) === actual.get(label)
      ? []
      : [`${label} is ${stated.get(label) ?? 'not there'}, the journal has ${actual.get(label) ?? 'none'}`],
  );
}

/** Checks the case of a bag in the folder that it is in. @returns id of the case. */
export function caseOf({ files, bag }: CheckedBag, dir: string): string {
  const problems: string[] = [];
  let id = '';
  try {
    if (!bag.payload.has(layout.journal)) throw invalid(files.at, [`it contains no ${layout.journal}, so no case`]);
    if (bag.payload.has(layout.lock)) throw invalid(files.at, [`it contains a ${layout.lock}: the case was in use`]);
    const { entries, broken } = parseJournal(journalBytes(inCase(dir, layout.journal)));
    if (broken) throw invalid(files.at, [`journal line ${broken.line}: ${broken.reason}`]);
    const outside = [...namedFiles(entries).keys()].filter((file) => !bag.payload.has(file));
    if (outside.length > 0)
      throw invalid(
        files.at,
        outside.map((file) => `the journal names ${file}, which is not there`),
      );
    const verification = verifyCase(dir);
    problems.push(...verification.differences.map(({ kind, file, detail }) => `${kind} ${file} (${detail})`));
    id = openedOf(entries, dir).data.case;
    problems.push(...labelDifferences(bag.info, infoOf(id, verification, '')));
  } catch (error) {
    // A journal whose lines verify can still be one that casefile did not write.
    if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
    problems.push(`casefile did not write its journal (${error.message})`);
  }
  if (problems.length > 0) throw invalid(files.at, problems);
  return id;
}
