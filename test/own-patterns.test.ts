import { describe, expect, it } from 'vitest';
import { hostileTexts, meetsLongTexts, type OwnPattern, ownPatterns, search } from './helpers/own-patterns.js';

const size = 12_500;
/** Milliseconds. Below it a clock tells nothing: what is quadratic takes a tenth of a second at this size. */
const floor = 8;

/** Milliseconds of the processor, the least of some: what else the machine does is none of it, or only adds. */
function cost(pattern: RegExp, text: string, times = 1): number {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < times; n++) {
    const begun = process.cpuUsage();
    search(pattern, text);
    least = Math.min(least, process.cpuUsage(begun).user / 1000);
  }
  return least;
}

/** Four times the text may take four times as long, and some more; quadratic is 16 times. */
function isLinear(pattern: RegExp, textOf: (length: number) => string): boolean {
  // What doubles with each character must be found before it is given many.
  if (
    [24, 40, 70, 120, 200, 400, 800, 1_600].some(
      (length) => cost(pattern, textOf(length)) > floor && cost(pattern, textOf(length), 5) > floor,
    )
  )
    return false;
  if (cost(pattern, textOf(size)) < floor) return true;
  return [1, 2, 3].some(() => cost(pattern, textOf(size)) < 9 * cost(pattern, textOf(size / 4), 3));
}

const slowIn = ({ at, pattern }: OwnPattern): string[] => {
  const slow = hostileTexts(pattern).find((textOf) => !isLinear(pattern, textOf));
  return slow ? [`${at} ${pattern}: ${JSON.stringify(slow(20).slice(0, 80))}`] : [];
};

describe('our own regular expressions', () => {
  const all = ownPatterns();

  it('are found in the sources', () => {
    expect(all.length).toBeGreaterThan(250);
    expect(all.some(({ at }) => at.startsWith('detections/'))).toBe(true);
  });

  it('take time that is linear in a hostile text, made from what they look for', () => {
    expect(all.filter(meetsLongTexts).flatMap(slowIn)).toEqual([]);
  }, 240_000);

  it.each([/\s+$/, /=+$/, /(?:a|ab)+c/, /(\w+\s?)+!/, /[/:].*$/])('can be found not to be: %s', (pattern) => {
    expect(slowIn({ at: 'here', pattern })).toHaveLength(1);
  });
});
