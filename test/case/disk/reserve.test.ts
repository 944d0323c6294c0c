import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Reserve, reserved } from '../../../src/case/disk/reserve.js';
import { newFolder } from '../../helpers/casefile.js';

describe('the reserve of a case folder', () => {
  it('reserves space that no compression can save, until it is released', () => {
    const dir = newFolder();
    const reserve = Reserve.keep(dir);
    const file = join(dir, 'reserve');
    expect(statSync(file).size).toBe(reserved);
    expect(new Set(readFileSync(file)).size).toBeGreaterThan(250);
    reserve.release();
    reserve.release();
    expect(existsSync(file)).toBe(false);
  });

  it('takes the place of one that a dead process left', () => {
    const dir = newFolder();
    writeFileSync(join(dir, 'reserve'), 'half');
    Reserve.keep(dir);
    expect(statSync(join(dir, 'reserve')).size).toBe(reserved);
  });

  it('that cannot be kept is exit 7', () => {
    const dir = newFolder();
    mkdirSync(join(dir, 'reserve'));
    expect(() => Reserve.keep(dir)).toThrow(expect.objectContaining({ exit: 7, code: 'storage' }));
  });
});
