import { readUnfinished } from '../case/evidence/read.js';
import type { LiveCase } from './live-case.js';

/** So many attempts may end with their process; a collector that takes a host or a run down twice would do so again. */
export const mostLost = 2;

/**
 * Evidence ids of the attempts that began on the engine and took their run with them: there is no end at all (casefile
 * or the host died), or the run's budget passed meanwhile. A person's Ctrl-C is nobody's fault and does not count.
 */
export function lostAttempts({ folder }: LiveCase, collector: string): string[] {
  const { entries } = folder.journal;
  const ended = new Set(entries.flatMap((entry) => (entry.type === 'COLLECTED' ? [entry.data.evidence] : [])));
  return entries.flatMap((entry) => {
    if (entry.type !== 'COLLECTING' || entry.data.collector !== collector || ended.has(entry.data.evidence)) return [];
    const item = readUnfinished(folder.dir, entry.data);
    const lost =
      item?.header.engine && !item.header.origin && (item.footer === null || item.footer.reason === 'budget');
    return lost ? [entry.data.evidence] : [];
  });
}

export const tooOften = (lost: string[]): string =>
  `The attempts ${lost.join(' and ')} ended with their process or used up the time of their run, so casefile does not try again.`;
