import fc from 'fast-check';
import { csv, hostNames, markdown, secrets, terminal } from '../torture/injections/strings.js';

/** What was written down as hostile, whole. */
const corpus = [...terminal, ...markdown, ...csv, ...hostNames, ...secrets.map(({ text }) => text)];

const markup = [
  '| \\ \\| \\\\| ` `` ``` ~~~ ~~ $ * _ # > --- === :- |-| [ ] ( ) < > & &amp; &#124; &vert;',
  '[E1#1] [x]: ![a](b) [a](b) [^1] [^1]: <b> <!-- </td> http:// https://a.example/x HTTPS://A.EXAMPLE www.',
  'www.a.example a@b.example mailto:a@b.example xmpp:a@b.example ftp://a.example =cmd() @here',
].flatMap((line) => line.split(' '));

const blanks = ['\n', '\r\n', '\t', ' ', '- ', '1. ', '\u2028', '\u3000', '\u2800', ' '.repeat(90)];
const hiddenText = [
  '\u202e',
  '\u200b',
  '\u0000',
  '\u001b[31m',
  '\u009b2J',
  '\ud800',
  '\uffff',
  '\u0301',
  '\u0336'.repeat(40),
];

/** Text in pieces that mean something where they stand, mixed with any text; a piece can be long. */
const mixed = (...pieces: string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...pieces) },
        fc.constantFrom(...blanks, ...hiddenText, 'x'.repeat(200)),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));

/** What Markdown, its table and link extensions, HTML or a terminal give a meaning to, mixed with any text. */
export const hostileMarkdown: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...corpus) },
  { weight: 9, arbitrary: mixed(...markup) },
);

const finals = Array.from({ length: 0x7f - 0x40 }, (_, n) => String.fromCharCode(0x40 + n));
const csi = fc
  .tuple(
    fc.constantFrom('\x1b[', '\x9b'),
    fc.constantFrom('', '', '?', '>', '=', '<'),
    fc.array(fc.constantFrom('0', '1', '2', '4', '5', '6', '25', '47', '69', '1000', '1006', '1049', '2004', '2026'), {
      maxLength: 3,
    }),
    fc.constantFrom('', '', ' ', '!', '"', '$', "'"),
    fc.constantFrom(...finals),
  )
  .map(([start, mark, numbers, between, final]) => `${start}${mark}${numbers.join(';')}${between}${final}`);
const longForms = fc
  .tuple(
    fc.constantFrom('\x1b]0;', '\x1b]2;', '\x1b]4;1;', '\x1b]8;;', '\x1b]10;', '\x1b]52;c;', '\x1b]1337;', '\x9d0;'),
    fc.constantFrom('?', 'Y2FsYw==', 'https://evil.example', 'title'),
    fc.constantFrom('\x07', '\x1b\\', '\x9c', ''),
  )
  .map((parts) => parts.join(''));
const otherForms = [
  ...['\x1bP+q544e\x1b\\', '\x1bP$qm\x1b\\', '\x90q#0~\x9c', '\x1b_G a=q\x1b\\', '\x1b^p\x1b\\', '\x1bXs\x1b\\'],
  ...['\x1bc', '\x1b7', '\x1b8', '\x1bD', '\x1bM', '\x1bE', '\x1bH', '\x1b=', '\x1b>', '\x1b(0', '\x1b#8', '\x1b%G'],
  ...['\x84', '\x85', '\x88', '\x8d', '\x8e', '\x8f', '\x07', '\x08', '\x0b', '\x0c', '\x0e', '\x0f', '\r', '\x7f'],
];

/** Control sequences of every kind, whole and broken off, mixed with any text. */
export const hostileTerminal: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...corpus) },
  {
    weight: 9,
    arbitrary: fc
      .array(fc.oneof(csi, longForms, fc.constantFrom(...otherForms), mixed('a', 'Verdict: expected', '\n')), {
        maxLength: 6,
      })
      .map((parts) => parts.join('')),
  },
);

/** What a spreadsheet calculates, behind what it leaves away. */
export const hostileCell: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...corpus) },
  {
    weight: 5,
    arbitrary: fc
      .array(
        fc.constantFrom(
          ...[
            '=',
            '+',
            '-',
            '@',
            '\t',
            '\r',
            '\n',
            '"',
            ',',
            ';',
            "'",
            ' ',
            '1',
            'a',
            '|',
            '\u202e',
            '\u00a0',
            '\u3000',
          ],
          ...['\uff1d', '\uff0b', '\uff0d', '\uff20', '\u2212', '\ufe66', '\ufeff', '\u0301', 'cmd', 'HYPERLINK("x")'],
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
  },
  { weight: 3, arbitrary: fc.string({ unit: 'binary' }) },
);

/** What YAML gives a meaning to, mixed with any text. */
export const hostileYaml: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...corpus) },
  {
    weight: 9,
    arbitrary: mixed(
      ...[
        '---',
        '...',
        '\n',
        '"',
        "'",
        ': ',
        '*a',
        '&a',
        '!!js ',
        '<<: ',
        '#',
        '\u2028',
        '\u0085',
        '\\',
        '\\x',
        '%YAML',
      ],
      ...['yes', 'null', '~', '0x1', '1e3', '[', '{', '|', '>', '? ', '- ', '\ufffe', '\ufdd0', '2025-02-11'],
    ),
  },
);
