import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collision, pathProblem } from '../../src/bags/paths.js';
import { hostilePaths as hostile } from './hostile-paths.js';

describe('a path of a bag', () => {
  it.each(hostile)('%j is refused', (path) => {
    expect(pathProblem(path)).not.toBeNull();
  });

  it('is refused in at least 60 hostile spellings', () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(60);
  });

  it.each([
    'journal.jsonl',
    'evidence/tcp.1.jsonl',
    'playbook/_shared/collectors/Get-X.ps1',
    'attachments/a/Müller (1).csv',
    'alerts/2.json',
    'con-trol/console.txt',
    'a.b..c',
    '文書.json',
  ])('%j is taken', (path) => {
    expect(pathProblem(path)).toBeNull();
  });

  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(...hostile),
    fc.constantFrom('a', 'data', '.', '..', 'CON', '~1', ':', '\\', '%', ' '),
  );
  const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

  it('that is taken stays below its folder on POSIX and on Windows, under its own name', () => {
    fc.assert(
      fc.property(path, (text) => {
        if (pathProblem(text) !== null) return;
        expect(posix.resolve('/case', text)).toBe(`/case/${text}`);
        expect(win32.resolve('C:\\case', text)).toBe(`C:\\case\\${text.replaceAll('/', '\\')}`);
        expect(encodeURI(text).replace(/%[0-9A-F]{2}/g, '')).not.toMatch(/[\\:*?"<>|]/);
      }),
    );
  });

  it('that is random and harmless is taken often enough for that to mean something', () => {
    const plain = fc
      .array(fc.stringMatching(/^[a-z0-9_-]{1,20}$/), { minLength: 1, maxLength: 6 })
      .map((names) => names.join('/'));
    const taken = fc.sample(plain, 500).filter((text) => pathProblem(text) === null);
    expect(taken.length).toBeGreaterThan(450);
  });
});

describe('paths side by side', () => {
  it.each([
    [['a/x', 'A/y'], 'folders that differ in case'],
    [['journal.jsonl', 'Journal.jsonl'], 'files that differ in case'],
    [['stra\u00dfe', 'STRASSE'], 'special casing'],
    [['\u212aelvin', 'kelvin'], 'the Kelvin sign'],
    [['\u00e9', 'e\u0301'], 'composed and decomposed'],
    [['\uff41bc', 'abc'], 'full width'],
    [['\ufb01le', 'file'], 'a ligature'],
    [['a', 'a/b'], 'a file that is a folder'],
    [['a/b', 'a'], 'a folder that is a file'],
    [['a', 'a'], 'the same twice'],
  ])('%j collide', (paths) => {
    expect(collision(paths)).not.toBeNull();
  });

  it('do not collide if every system tells them apart', () => {
    expect(collision(['a/x', 'a/y', 'b', 'data/a/x', 'a-b'])).toBeNull();
  });

  it('never pass when two of them are one name in another case', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,3}$/),
        fc.array(fc.boolean(), { minLength: 32, maxLength: 32 }),
        (text, upper) => {
          const other = [...text].map((char, i) => (upper[i] ? char.toUpperCase() : char)).join('');
          expect(collision([text, other])).not.toBeNull();
        },
      ),
    );
  });
});
