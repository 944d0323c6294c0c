import { type BagInfo, labels } from '../bags/info.js';
import type { Verification } from '../case/verify.js';
import { handlingOf } from '../domain/handling.js';
import { tool } from '../package.js';
import type { SecretKey } from '../signatures/keys.js';
import { prehash, sign } from '../signatures/sign.js';

/** What a bag says of its case beside the payload's size. */
export function infoOf(id: string, { entries, head }: Verification, now: string): BagInfo {
  const { caseRef, tlp, legalHold } = handlingOf(entries);
  return new Map([
    ['Bagging-Date', now.slice(0, 10)],
    ['Bag-Software-Agent', `${tool.name} ${tool.version}`],
    [labels.case, id],
    [labels.head, head!],
    [labels.entries, String(entries.length)],
    ...(caseRef === null ? [] : [[labels.caseRef, caseRef] as const]),
    ...(tlp === null ? [] : [[labels.tlp, tlp] as const]),
    [labels.legalHold, legalHold ? 'yes' : 'no'],
  ]);
}

/** Signs a file, with a comment that says of which case and journal it is. */
export function signerOf(key: SecretKey, { now, id, head }: { now: string; id: string; head: string }) {
  const said = `timestamp:${Math.floor(Date.parse(now) / 1000)} hashed case:${id} head:${head}`;
  return async (file: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> =>
    Buffer.from(sign(await prehash(chunks), key, `${said} file:${file}`));
}
