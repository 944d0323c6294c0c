import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCase, listCases } from '../../src/case/find.js';
import { newFolder } from '../helpers/casefile.js';

function caseIn(parent: string, id: string): string {
  mkdirSync(join(parent, id));
  writeFileSync(join(parent, id, 'journal.jsonl'), '');
  return join(parent, id);
}

describe('the cases of a folder', () => {
  it('are the folders with a journal, oldest first', () => {
    const parent = newFolder();
    caseIn(parent, '20250212-b');
    caseIn(parent, '20250211-a');
    mkdirSync(join(parent, 'notes'));
    expect(listCases(parent)).toEqual(['20250211-a', '20250212-b']);
  });

  it('are none when the folder doesn’t exist yet', () => {
    expect(listCases(join(newFolder(), 'cases'))).toEqual([]);
  });

  it('are asked of a folder, not of a file', () => {
    const file = join(newFolder(), 'cases');
    writeFileSync(file, '');
    expect(() => listCases(file)).toThrow(expect.objectContaining({ code: 'case-dir', exit: 2 }));
  });
});

describe('a case', () => {
  it('is found by id, by folder, and alone without a name', () => {
    const parent = newFolder();
    const dir = caseIn(parent, 'one');
    for (const named of ['one', dir, undefined]) expect(findCase(named, parent)).toBe(dir);
  });

  it('must be named when there are several', () => {
    const parent = newFolder();
    for (const id of ['one', 'two']) caseIn(parent, id);
    const asked = expect.objectContaining({ parts: expect.objectContaining({ expected: 'one of: one, two' }) });
    expect(() => findCase(undefined, parent)).toThrow(asked);
  });
});
