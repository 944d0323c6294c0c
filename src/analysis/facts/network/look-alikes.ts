import { domainToUnicode } from 'node:url';

/** Letters of other scripts that read like a Latin one: the common ones of Unicode's confusables (UTS #39). */
const sameLook: readonly [latin: string, others: string][] = [
  ['a', 'аαɑ'],
  ['b', 'вьЬ'],
  ['c', 'сϲ'],
  ['d', 'ԁđ'],
  ['e', 'еεє'],
  ['g', 'ɡց'],
  ['h', 'һհн'],
  ['i', 'іιı'],
  ['j', 'јϳ'],
  ['k', 'кκ'],
  ['l', 'ӏł'],
  ['m', 'м'],
  ['n', 'ոηп'],
  ['o', 'оοօø'],
  ['p', 'рρ'],
  ['q', 'ԛ'],
  ['r', 'гᴦ'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'սυ'],
  ['v', 'ѵν'],
  ['w', 'ԝω'],
  ['x', 'хχ'],
  ['y', 'уγ'],
  ['-', '‐‑‒–—−_'],
];

/** Digits, letters and pairs of them that read alike in a name. */
const sameShape = new Map([...'0o 1l il 2z 3e 4a 5s 7t 8b 9g'.split(' ')].map(([from, to]) => [from!, to!]));
const latin = new Map(sameLook.flatMap(([to, others]) => [...others].map((from) => [from, to] as const)));

/** What a name looks like. Names that look the same have the same one; it is never used as an identity. */
const looksOf = (label: string): string =>
  [...(domainToUnicode(label) || label).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()]
    .map((letter) => latin.get(letter) ?? letter)
    .map((letter) => sameShape.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/**
 * Could a reader take one label for the other? True for two different labels that differ in one letter (added, left out,
 * another one, or two swapped), or only in homoglyphs and digits for letters.
 */
export const looksLike = (one: string, other: string): boolean =>
  one !== other && (looksOf(one) === looksOf(other) || isOneEditAway([...one], [...other]));

/** Labels of one or two letters are always close to each other, so they don't count. */
function isOneEditAway(one: string[], other: string[]): boolean {
  if (Math.min(one.length, other.length) < 3 || Math.abs(one.length - other.length) > 1) return false;
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  const at = long.findIndex((letter, index) => letter !== short[index]);
  const rest = (letters: string[], from: number) => letters.slice(from).join('');
  if (long.length > short.length) return rest(long, at + 1) === rest(short, at);
  const swapped = long[at] === short[at + 1] && long[at + 1] === short[at];
  return rest(long, at + 1) === rest(short, at + 1) || (swapped && rest(long, at + 2) === rest(short, at + 2));
}
