import { type BagInfo, labels } from '../bags/info.js';
import type { Verification } from '../case/verify.js';
import { handlingOf } from '../domain/handling.js';
import { tool } from '../package.js';

/** What `bag-info.txt` says about the case in a bag; the payload's size is added later. */
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
