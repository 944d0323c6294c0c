import { hugeInputs } from './inputs/bombs.js';
import { prototypeNames } from './inputs/names.js';
import { playbookPatterns, productPatterns } from './inputs/patterns.js';
import type { Part } from './table.js';

/** What others made comes in by many doors: files without end, names that objects have already, patterns that never end. */
export const inputs: Part = async function* ({ seed }) {
  yield await hugeInputs();
  yield await prototypeNames();
  yield playbookPatterns(seed);
  yield productPatterns(seed);
};
