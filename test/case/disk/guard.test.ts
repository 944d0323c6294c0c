import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asStorageError, guardReading, guardStorage, isStorageFault, saidBy } from '../../../src/case/disk/guard.js';
import { KnownError } from '../../../src/errors.js';
import { Unreadable } from '../../../src/files/ordinary.js';

const path = 'E:\\cases\\1\\journal.jsonl';
const refusal = (code: string, syscall = 'write') =>
  Object.assign(new Error(`${code}: it failed, ${syscall} '${path}'`), { code, syscall, path });

describe('a failed file operation', () => {
  it.each(
    'ECONNRESET ETIMEDOUT ENETUNREACH EHOSTDOWN ENOTSUP UNKNOWN EMFILE ENXIO ENODEV ENOTCONN ECANCELED EAGAIN'.split(
      ' ',
    ),
  )('is exit 7 for its guards, with the file (%s)', (code) => {
    const fail = () => {
      throw refusal(code);
    };
    for (const guard of [guardStorage, guardReading])
      expect(() => guard(path, fail)).toThrow(
        expect.objectContaining({
          exit: 7,
          parts: expect.objectContaining({ what: expect.stringContaining(code), where: path }),
        }),
      );
  });

  it('without a guard is exit 7 with its file', () => {
    expect(asStorageError(refusal('UNKNOWN'))).toMatchObject({ exit: 7, parts: { where: path } });
  });

  it.each<[string, Error]>([
    ['a mistake of ours', new TypeError('x is undefined')],
    ['a program that did not start', refusal('ENOENT', 'spawn pwsh')],
    ['a signal', refusal('EPERM', 'kill')],
    ['a file that is a folder', new Unreadable('it is a folder')],
    ['a known error', new KnownError(5, 'x', { what: 'x' })],
  ])('is not %s', (_, error) => {
    expect(asStorageError(error)).toBe(error);
  });

  it('of this system is known by the call that Node.js names', () => {
    let thrown: unknown;
    try {
      readFileSync('/nowhere/at/all');
    } catch (error) {
      thrown = error;
    }
    expect(isStorageFault(thrown)).toBe(true);
  });
});

describe('a file that another program holds', () => {
  it.each<[NodeJS.Platform, string, boolean]>([
    ['win32', 'EBUSY', true],
    ['win32', 'EPERM', true],
    ['win32', 'EACCES', true],
    ['linux', 'EBUSY', true],
    ['linux', 'EACCES', false],
    ['win32', 'ENOSPC', false],
  ])('on %s with %s is named: %s', (platform, code, named) => {
    expect(saidBy(refusal(code), platform).includes(`another program holds ${path}`)).toBe(named);
  });
});
