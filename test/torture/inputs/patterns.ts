import { compile } from '../../../src/playbook/conditions/engine.js';
import { hostileTexts, meetsLongTexts, ownPatterns, search } from '../../helpers/own-patterns.js';
import { shuffled } from '../order.js';
import type { Found } from '../table.js';

const length = 100_000;
/** Milliseconds of the processor. A pattern that is slow in the way of a backtracking engine takes hours; none of these is near it. */
const most = 5_000;

const atoms = [
  'a',
  '.',
  '\\w',
  '[a-z]',
  '[^b]',
  '(?:a|aa)',
  '(?:a|a)',
  '\\s?a',
  '(?i)a',
  '\\pL',
  'a?',
  'aa',
  '(?:a|b|ab)',
];
const counts = ['*', '+', '*?', '+?', '{1,50}', '{2,}', '{1000}', '{0,1000}', '?'];
const ends = ['', '$', '!', 'b$', '\\b!', '(?:!|\\?)', '[^a]'];
const begins = ['', '^', '(?i)', '.*', '\\b'];

/** Patterns of the shapes that backtrack: repetition in repetition, alternatives that overlap, counted over and over. */
function* hostilePatterns(): Generator<string> {
  for (const atom of atoms)
    for (const inner of counts)
      for (const outer of counts)
        for (const end of ends) for (const begin of begins) yield `${begin}(${atom}${inner})${outer}${end}`;
  for (const atom of atoms) for (const end of ends) yield `${Array(20).fill(`${atom}*`).join('')}${end}`;
  for (const atom of atoms) for (const end of ends) yield `(${atom}+(${atom}+(${atom}+)+)+)+${end}`;
  // Not of RE2: refused, with a reason.
  yield* [
    '(a+)\\1',
    '(?=a+)a+b',
    '(?<=a+)b',
    '(?>a+)b',
    'a++b',
    '(?<n>a+)\\k<n>',
    '(?(1)a|b)',
    '(((a{1000}){1000}){1000}){1000}',
  ];
}

const texts = [
  'a'.repeat(length),
  'ab'.repeat(length / 2),
  `${'a '.repeat(length / 2)}!`,
  `${'a'.repeat(length - 1)}\n`,
];

/** Patterns that a playbook's author may write, compiled and looked for in a text of 100 KB as `matches` does. */
export function playbookPatterns(seed: number, tried = 1_000): Found {
  const chosen = shuffled([...hostilePatterns()], seed).slice(0, tried);
  const compiled = compile('text.matches(pattern)');
  if (!compiled.ok) throw new Error(compiled.error);
  let worst = { milliseconds: 0, pattern: '' };
  const wrong = chosen.flatMap((pattern, n): string[] => {
    const begun = process.cpuUsage();
    try {
      compiled.run({ text: texts[n % texts.length]!, pattern });
    } catch (error) {
      return [`${pattern}: throws ${(error as Error).message}`];
    }
    const milliseconds = process.cpuUsage(begun).user / 1000;
    if (milliseconds > worst.milliseconds) worst = { milliseconds, pattern };
    return milliseconds > most ? [`${pattern}: ${Math.round(milliseconds)} ms`] : [];
  });
  const what = `hostile patterns of a playbook in 100 KB (worst ${Math.round(worst.milliseconds)} ms)`;
  return { what, tried: chosen.length, lost: wrong.length, wrong };
}

/** `npm test` tries all of them, in shorter texts. */
const textsEach = 3;

/** Our own regular expressions in texts made from what they look for. */
export function productPatterns(seed: number): Found {
  let worst = 0;
  let tried = 0;
  const all = ownPatterns().filter(meetsLongTexts);
  const wrong = all.flatMap(({ at, pattern }) =>
    shuffled(hostileTexts(pattern), seed)
      .slice(0, textsEach)
      .flatMap((textOf) => {
        const text = textOf(length);
        const begun = process.cpuUsage();
        search(pattern, text);
        const milliseconds = process.cpuUsage(begun).user / 1000;
        worst = Math.max(worst, milliseconds);
        tried += 1;
        return milliseconds > most ? [`${at} ${pattern}: ${Math.round(milliseconds)} ms`] : [];
      }),
  );
  const what = `our own ${all.length} regular expressions in hostile 100 KB (worst ${Math.round(worst)} ms)`;
  return { what, tried, lost: wrong.length, wrong };
}
