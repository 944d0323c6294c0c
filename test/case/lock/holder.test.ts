import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Host, lifeOf, parseHolder, processStart } from '../../../src/case/lock/holder.js';

const since = '2025-02-11T04:00:00.000Z';
const holder = { pid: 4711, started: null, host: 'SRV', since, nonce: '0' };
const windows: Host = {
  ...{ name: 'SRV', platform: 'win32', signal: () => {} },
  booted: () => Date.parse('2025-02-01T00:00:00.000Z'),
};
const answering = (code: string): Host['signal'] => {
  return () => {
    throw Object.assign(new Error(code), { code });
  };
};

describe('a holder', () => {
  it.each<[string, Partial<Host>, string]>([
    ['lives when its pid runs', {}, 'living'],
    ['lives when its pid belongs to another account', { signal: answering('EPERM') }, 'living'],
    ['lives when the system gives another error', { signal: answering('UNKNOWN') }, 'living'],
    ['is gone when there is no such process', { signal: answering('ESRCH') }, 'gone'],
    ['is unknown after a restart, because pids are used again', { booted: () => Date.parse(since) + 1 }, 'unknown'],
    ['is unknown on another host', { name: 'OTHER', signal: answering('ESRCH') }, 'unknown'],
  ])('on Windows %s', (_, host, life) => {
    expect(lifeOf(holder, { ...windows, ...host })).toBe(life);
  });

  it('is read from a lock', () => {
    expect(parseHolder(JSON.stringify(holder))).toEqual(holder);
  });

  it.each([0, -1, 1.5, 2 ** 31, '4711', null])('with the pid %j is none: no signal goes to it', (pid) => {
    expect(parseHolder(JSON.stringify({ ...holder, pid }))).toBeNull();
  });

  it('of any other text is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseHolder(text)).toBeNull();
      }),
    );
  });
});

describe('the start of a process', () => {
  it.each<NodeJS.Platform>(['win32', 'darwin'])(
    'on %s is not read from /proc, which anybody can make there',
    (platform) => {
      expect(processStart(process.pid, platform)).toBeNull();
    },
  );

  it.runIf(process.platform === 'linux')('on Linux is', () => {
    expect(processStart(process.pid)).toMatch(/^\d+$/);
  });
});
