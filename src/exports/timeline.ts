import { timelineOf } from '../report/index.js';
import { csvText } from './csv.js';
import type { Export } from './types.js';

/** Timesketch needs the first three, with these names. It keeps the others. */
const titles = ['message', 'datetime', 'timestamp_desc', 'evidence', 'source', 'host', 'case'];

/** The complete timeline as a table for Timesketch and spreadsheets: UTF-8 without a byte order mark, times in UTC. */
export const timeline: Export = {
  name: 'csv',
  extension: 'csv',
  render(input) {
    const opened = input.journal[0];
    const id = opened?.type === 'OPENED' ? opened.data.case : '';
    const lines = timelineOf(input).map(({ at, kind, message, refs, source, host }) => [
      ...[message, at, kind, refs.join(' '), source, host ?? '', id],
    ]);
    return new TextEncoder().encode(csvText([titles, ...lines]));
  },
};
