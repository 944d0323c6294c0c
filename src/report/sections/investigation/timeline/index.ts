import { paragraph, table, tableRows } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';
import type { Section } from '../../types.js';
import { type Moment, moments } from './moments.js';

/** Moments that findings and facts refer to. The evidence files have all others. */
export const timeline: Section = {
  id: 'timeline',
  title: 'Timeline',
  render: (record) => {
    const all = moments(record);
    if (all.length === 0) return [];
    const shown = heaviestMoments(all);
    return [
      table(
        ['At (UTC)', 'Source', 'Event', 'Evidence'],
        shown.map(({ at, source, event, refs: from }) => [utc(at, { milliseconds: true }), source, event, refs(from)]),
      ),
      paragraph(
        words(
          shown.length < all.length
            ? `${shown.length} of ${all.length} moments: those of the alert, of anchors and of findings first. The evidence files have all of them.`
            : 'Only moments that a finding or a fact refers to. The evidence files have all rows.',
        ),
      ),
    ];
  },
};

/** The sort is stable, so moments with the same weight stay in order of time. */
const heaviestMoments = (all: Moment[]): Moment[] => {
  const kept = new Set([...all].sort((a, b) => b.weight - a.weight).slice(0, tableRows));
  return all.filter((moment) => kept.has(moment));
};
