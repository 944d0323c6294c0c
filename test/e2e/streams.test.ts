import { describe, expect, it } from 'vitest';
import { canSeeMarks } from '../helpers/processes.js';
import { asking, codes, type End, type From, runWith, type To } from '../helpers/streams.js';

/** One of each kind; test/nightly has all combinations. */
const some: [From, To, End][] = [
  ['terminal', 'terminal', 'interrupt'],
  ['terminal', 'pipe', 'terminate'],
  ['closed', 'closed', 'nothing'],
  ['pipe', 'full', 'nothing'],
];

describe.runIf(canSeeMarks)('an unanswered case is no success', () => {
  it.each(some)('with stdin %s, stdout %s and %s', async (from, to, end) => {
    const { code, screen } = await runWith(asking.run(), from, to, end);
    expect(to === 'full' ? [7, codes[end]] : [codes[end]], screen).toContain(code);
  });
});
