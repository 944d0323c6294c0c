import { describe, expect, it } from 'vitest';
import { phrases } from './phrases.js';
import { type Readable, readables } from './readable.js';

/** Places of a phrase, as `file:line: the words around it`. */
function placesOf(phrase: RegExp, { path, text, lineAt }: Readable): string[] {
  return [...text.matchAll(new RegExp(phrase, 'gi'))].map(
    ({ index }) => `${path}:${lineAt(index)}: ${text.slice(Math.max(0, index - 30), index + 50)}`,
  );
}

describe('banned phrases', () => {
  it.each(phrases)('$not is not written: $but', ({ not }) => {
    expect(readables.flatMap((readable) => placesOf(not, readable))).toEqual([]);
  });

  it.each(phrases)('$not finds its example', ({ not, example }) => {
    expect(example).toMatch(not);
  });

  it.each(phrases)('"$but" is not banned itself', ({ but }) => {
    expect(phrases.filter(({ not }) => not.test(but))).toEqual([]);
  });
});

describe('what is read', () => {
  it.each(['src/cli.ts', 'README.md', 'docs/psl.md', 'playbooks/_template/playbook.yaml', 'powershell/runner.ps1'])(
    '%s',
    (path) => {
      expect(readables.map((readable) => readable.path)).toContain(path);
    },
  );
});
