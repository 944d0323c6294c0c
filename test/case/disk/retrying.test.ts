import { describe, expect, it } from 'vitest';
import { retrying } from '../../../src/case/disk/durable.js';

const refusal = (code: string, syscall: string) => Object.assign(new Error(`${code}: no`), { code, syscall });

/** Milliseconds until a call that is always refused is given up, and the longest wait between two tries. */
function patienceWith(platform: NodeJS.Platform, code: string, syscall: string): { total: number; longest: number } {
  let now = 0;
  let longest = 0;
  const pause = (wait: number) => {
    now += wait;
    longest = Math.max(longest, wait);
  };
  const action = () => {
    throw refusal(code, syscall);
  };
  expect(() => retrying(action, { platform, now: () => now, pause })).toThrow(code);
  return { total: now, longest };
}

describe('a call that the file system refuses', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('is tried for a minute on Windows when it renames (%s)', (code) => {
    const { total, longest } = patienceWith('win32', code, 'rename');
    expect(total).toBeGreaterThanOrEqual(60_000);
    expect(total).toBeLessThan(60_200);
    expect(longest).toBe(100);
  });

  it.each<[NodeJS.Platform, string, string, number]>([
    ['win32', 'EBUSY', 'open', 60_000],
    ['win32', 'EPERM', 'link', 60_000],
    ['win32', 'EPERM', 'mkdir', 2_000],
    ['linux', 'EBUSY', 'rename', 300],
  ])('on %s, %s of %s, is tried for %d ms', (platform, code, syscall, least) => {
    const { total } = patienceWith(platform, code, syscall);
    expect(total).toBeGreaterThanOrEqual(least);
    expect(total).toBeLessThan(least + 200);
  });

  it.each(['ENOENT', 'ENOSPC', 'UNKNOWN'])('for good (%s) is not tried again', (code) => {
    expect(patienceWith('win32', code, 'rename').total).toBe(0);
  });

  it('gives its result when it succeeds in the end', () => {
    let tries = 0;
    let now = 0;
    const action = () => {
      tries += 1;
      if (now < 59_000) throw refusal('EPERM', 'rename');
      return tries;
    };
    const pause = (wait: number) => {
      now += wait;
    };
    expect(retrying(action, { platform: 'win32', now: () => now, pause })).toBeGreaterThan(500);
  });
});
