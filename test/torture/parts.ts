import { bags } from './bags.js';
import { changes } from './changes.js';
import { damages } from './damages.js';
import { fullDisk } from './full-disk.js';
import { injections } from './injections.js';
import { inputs } from './inputs.js';
import { racing } from './racing.js';
import { replays } from './replays.js';
import { sinks } from './sinks.js';
import type { Part } from './table.js';

/** What a whole run does, in its order: a new kind of trouble is a file and a line here. */
export const parts: { [name: string]: Part } = {
  changes,
  injections,
  damages,
  racing,
  fullDisk,
  inputs,
  sinks,
  bags,
  replays,
};
