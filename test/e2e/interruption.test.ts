import { describe, expect, it } from 'vitest';
import { engine } from '../helpers/engine.js';
import { canSeeMarks } from '../helpers/processes.js';
import { interruptAt } from '../reliability/interrupt.js';

describe.skipIf(!engine || !canSeeMarks)('Ctrl-C during a live run', () => {
  it('leaves no process behind, at 4 moments', async () => {
    const ends = await interruptAt(4);
    expect(ends.map(({ left }) => left)).toEqual(ends.map(() => 0));
    expect(ends.filter(({ running }) => running > 0).length).toBeGreaterThan(0);
  }, 60_000);
});
