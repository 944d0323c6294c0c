import { describe, expect, it } from 'vitest';
import { canRedraw, usableColumns } from '../../src/terminal/screen.js';

describe('the width of a terminal', () => {
  it.each([undefined, 0, 1, 19])('counts as 80 when it is %s', (columns) => {
    expect(usableColumns(columns)).toBe(80);
  });

  it.each([20, 80, 500])('is its own when it is %i', (columns) => {
    expect(usableColumns(columns)).toBe(columns);
  });

  it('allows a spinner only on a terminal that is wide enough', () => {
    const able = (isTTY: boolean, columns: number) => canRedraw({ isTTY, columns });
    expect([able(true, 0), able(true, 19), able(true, 20), able(false, 80)]).toEqual([false, false, true, false]);
  });
});
