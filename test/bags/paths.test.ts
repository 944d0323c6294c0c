import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collision, pathProblem } from '../../src/bags/paths.js';

/** Names that lead elsewhere, are something else, or are another file on some system. */
const hostile = [
  ...['', '.', '..', '../x', 'data/../x', 'data/..', 'a/./b', 'a//b', '/x', '//server/share/x', '/etc/passwd', 'a/'],
  ...[
    'C:',
    'C:x',
    'C:/x',
    'c:\\x',
    'data/C:/x',
    '\\x',
    '\\\\server\\share\\x',
    '..\\x',
    'data\\x',
    '\\\\?\\C:\\x',
    '\\\\.\\pipe\\x',
  ],
  ...['x:stream', 'journal.jsonl::$DATA', 'data/x:y', 'file:///etc/passwd'],
  ...[
    'CON',
    'con',
    'NUL',
    'nul.txt',
    'aux.json',
    'PRN',
    'COM1',
    'com9.log',
    'LPT1',
    'lpt¹',
    'COM².txt',
    'CONIN$',
    'CONOUT$',
    'CLOCK$',
    'data/CON/x',
    'NUL .txt',
    'COM0',
  ],
  ...['x.', 'x ', 'x. ', 'x..', 'a./b', 'a /b', ' x', 'data/ x', 'x\u00a0', '...', '. .'],
  ...['x\0', 'x\0.txt', 'a\nb', 'a\rb', 'a\r\nb', 'a\tb', '\x1b[2J', 'x\x7f', 'x\u0085', 'x\u2028y', 'a\u2029b'],
  ...['exe.\u202etxt', 'a\u200bb', 'a\u200db', '\ufeffx', 'x\u00ad', 'x\ud800', 'x\u{e0041}', 'cafe\u0301'],
  ...['a%2fb', '%2e%2e/x', 'a%0ab', '100%', 'a*b', 'a?b', 'a"b', 'a<b', 'a>b', 'a|b', 'JOURNA~1.JSO', 'PROGRA~1/x'],
  ...['x'.repeat(121), `${'x/'.repeat(10)}x`, `${'abcdefghij/'.repeat(9)}${'x'.repeat(118)}`.padStart(241, 'x')],
];

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
      { numRuns: 5000 },
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

  it('that are different everywhere do not collide', () => {
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
