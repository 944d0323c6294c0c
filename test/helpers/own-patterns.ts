import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds, secretField } from '../../src/secrets/kinds/index.js';
import { root } from './casefile.js';

/** A regular expression of the product, and where it stands. */
export interface OwnPattern {
  at: string;
  pattern: RegExp;
}

/** A literal stands behind a mark or `return`; a quotient has a blank behind its stroke. */
const literal =
  /(?<=(?:^|[=(,:?&|![{;>]|return)\s*)\/(?![*/ ])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuy]*)(?![\w/])/gm;

function literalsIn(file: string): OwnPattern[] {
  const text = readFileSync(join(root, 'src', file), 'utf8')
    // Neither what is said about them, nor the pieces that the secrets' are made of: those are below, whole.
    .replaceAll(/^\s*(?:\/\/|\/?\*).*$|String\.raw`[^`]*`/gm, (match) => match.replaceAll(/\S/g, ' '));
  return [...text.matchAll(literal)].map(({ 1: source, 2: flags, index }) => ({
    at: `${file}:${text.slice(0, index).split('\n').length}`,
    pattern: new RegExp(source!, flags),
  }));
}

/** Every regular expression of `src`: the literals, and those that the kinds of secrets are made of. */
export const ownPatterns = (): OwnPattern[] => [
  ...readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap(literalsIn),
  ...kinds.flatMap(({ id, pattern, scope }) =>
    [pattern, ...(scope ? [scope] : [])].map((each) => ({ at: id, pattern: each })),
  ),
  { at: 'secretField', pattern: secretField },
];

/** Those that never meet a long text, and what sees to that. */
const shortTextsOnly: { [file: string]: string } = {
  'playbook/conditions/regex.ts': 'a pattern of more than 2,000 characters is refused first',
  'secrets/kinds/names.ts': 'isPlaceholder refuses what is longer than 200 characters first',
};

export const meetsLongTexts = ({ at }: OwnPattern): boolean => !Object.hasOwn(shortTextsOnly, at.split(':')[0]!);

const samples: { [letter: string]: string } = {
  s: ' ',
  w: 'a',
  d: '0',
  S: 'a',
  W: ' ',
  D: 'a',
  n: '\n',
  r: '\r',
  t: '\t',
  b: '',
  B: '',
};

/** A character that a class takes: its first. */
function firstOf(classText: string): string {
  const inside = classText.slice(1, -1);
  if (inside.startsWith('^')) return ['a', ' ', '-', '\n'].find((each) => new RegExp(classText, 'u').test(each)) ?? 'a';
  return inside.startsWith('\\') ? (samples[inside[1]!] ?? inside[1]!) : inside[0]!;
}

const atom =
  /\[\^?(?:\\.|[^\]\\])*\]|\\[pPu](?:\{[^}]*\}|[0-9a-fA-F]{4})|\\.|\(\?(?:<?[=!]|:|<\w+>)|[()|^$]|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gsu;

/** Texts of characters that a pattern takes, in its order; a group and an alternative each begin another one. */
export function piecesOf({ source }: RegExp): string[] {
  const pieces = [''];
  for (const [part] of source.matchAll(atom)) {
    if (/^[(|)]/.test(part)) pieces.push('');
    else if (/^(?:[*+?^$]|\{\d)/.test(part)) continue;
    else if (part.startsWith('[')) pieces[pieces.length - 1] += firstOf(part);
    else if (part.startsWith('\\'))
      pieces[pieces.length - 1] += /^\\[pPu]/.test(part) ? 'a' : (samples[part[1]!] ?? part[1]!);
    else pieces[pieces.length - 1] += part === '.' ? 'a' : part;
  }
  return [...new Set(pieces.filter((piece) => piece !== ''))];
}

/**
 * Texts that a pattern may be slow on: what it takes, over and over, behind what must stand before, and with an end that it
 * does not take. Each is a function of its length.
 */
export function hostileTexts(pattern: RegExp): ((length: number) => string)[] {
  const pieces = piecesOf(pattern).slice(0, 12);
  const characters = [...new Set(pieces.join(''))].slice(0, 12);
  const pairs = pieces.slice(1).map((piece, n) => pieces[n]! + piece);
  const units = [...new Set([...characters, ...pieces, ...pairs, pieces.join('')])].filter((unit) => unit !== '');
  return units.flatMap((unit) =>
    ['', pieces[0] ?? '', pieces.slice(0, -1).join('')].flatMap((before) =>
      ['\0', '\n', `\0${unit}`].map(
        (after) => (length: number) => before + unit.repeat(Math.ceil(length / unit.length)) + after,
      ),
    ),
  );
}

/** Looks for a pattern as the product does: once, or for all that there is of it. */
export function search(pattern: RegExp, text: string): void {
  pattern.lastIndex = 0;
  if (pattern.global) for (const _ of text.matchAll(pattern));
  else pattern.test(text);
}
