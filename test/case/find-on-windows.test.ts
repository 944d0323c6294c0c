import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { listCases } from '../../src/case/find.js';
import { newFolder } from '../helpers/casefile.js';

// Windows says ENOENT where Linux says ENOTDIR.
vi.mock(import('node:fs'), async (importOriginal) => {
  const fs = await importOriginal();
  const readdirSync = (path: string) => {
    throw Object.assign(new Error(`ENOENT: no such file or directory, scandir '${path}'`), { code: 'ENOENT' });
  };
  return { ...fs, readdirSync: readdirSync as unknown as typeof fs.readdirSync };
});

it('a folder of cases below a file is refused on Windows too', () => {
  const file = join(newFolder(), 'FILE');
  writeFileSync(file, '');
  for (const path of [join(file, 'x'), join(file, 'x', 'y')])
    expect(() => listCases(path)).toThrow(expect.objectContaining({ code: 'case-dir', exit: 2 }));
});

it('a folder of cases that is missing has none on Windows', () => {
  expect(listCases(join(newFolder(), 'a', 'b'))).toEqual([]);
});
