import { timelineOf } from '../report/index.js';
import { csvText } from './csv.js';
import type { Export } from './types.js';

/** Timesketch asks for the first three, by these names; it keeps the others as they are. */
const titles = ['message', 'datetime', 'timestamp_desc', 'evidence', 'source', 'host', 'case'];

/** The whole timeline as a table that Timesketch and spreadsheets read: UTF-8 without a byte order mark, UTC. */
export const timeline: Export = {
  name: 'csv',
  extension: 'csv',
  render(input) {
    const opened = input.journal[0];
    const id = opened?.type === 'OPENED' ? opened.data.case : '';
    const lines = timelineOf(input).map(({ at, kind, message, evidence, source, host }) => [
      ...[message, at, kind, evidence.join(' '), source, host ?? '', id],
    ]);
    return new TextEncoder().encode(csvText([titles, ...lines]));
  },
};
