import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksLike } from '../../../../src/analysis/facts/network/look-alikes.js';

test.each([
  ['another letter', 'corp-app-relax'],
  ['a digit for a letter', 'c0rp-app-re1ay'],
  ['a letter more', 'corp-apps-relay'],
  ['a letter less', 'corp-app-rela'],
  ['two letters swapped', 'crop-app-relay'],
  ['Cyrillic letters', 'соrр-арр-rеlау'],
  ['punycode of a Cyrillic letter', 'xn--crp-app-relay-i7k'],
  ['a letter that reads like another', 'corp-app-reiay'],
  ['an accent', 'córp-app-relay'],
  ['wide letters', 'ｃorp-app-relay'],
])('%s', (_, other) => {
  expect(looksLike('corp-app-relay', other)).toBe(true);
  expect(looksLike(other, 'corp-app-relay')).toBe(true);
});

test('two letters that read as one', () => {
  expect(looksLike('mail-relay', 'rnail-re1ay')).toBe(true);
});

test('prod1 and prod2 look alike; resource ids tell them apart', () => {
  expect(looksLike('prod1', 'prod2')).toBe(true);
});

test.each(['corp-app-relay', 'contoso-relay-example', 'corp-app', 'corp-db-relay', ''])('not %j', (other) => {
  expect(looksLike('corp-app-relay', other)).toBe(false);
});

const label = fc.stringMatching(/^[a-z][a-z0-9-]{4,20}$/);

test('one edit is always noticed', () => {
  const edit = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('other', 'more', 'less', 'swap'),
    letter: fc.constantFrom(...'qx7-'),
  });
  fc.assert(
    fc.property(label, edit, (name, { at: place, kind, letter }) => {
      const at = place % (name.length - 1);
      const [before, one, two, rest] = [name.slice(0, at), name[at]!, name[at + 1]!, name.slice(at + 2)];
      const edited = {
        other: before + letter + two + rest,
        more: before + letter + one + two + rest,
        less: before + two + rest,
        swap: before + two + one + rest,
      }[kind]!;
      expect(looksLike(name, edited)).toBe(name !== edited);
    }),
  );
});
