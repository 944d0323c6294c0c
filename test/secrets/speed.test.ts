import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/secrets/kinds/index.js';
import { redact } from '../../src/secrets/redact.js';
import { maker, seeded } from './corpus/random.js';
import { secretKinds } from './corpus/secrets.js';

/** What patterns can be made slow with: beginnings that never end, and what stands between their parts, over and over. */
const units = [
  ...[
    'A',
    ' ',
    '\\',
    '\\\\',
    '"',
    "'",
    '%',
    '%25',
    '%2',
    '&',
    '&#',
    '&amp;',
    '\\u002B',
    '_x',
    '\0',
    '\n',
    '\r\n \t',
    ':',
    '-',
    '=',
  ],
  ...[
    '"KeyValue":"',
    'SharedAccessKey=',
    '&sig=',
    'SharedAccessKey \t',
    '<a password',
    '<passwordpassword',
    '<password>',
    'password [',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----\nAAAA-',
    'eyJ',
    'eyJAAAAAAAA.',
    '://a:',
    '://',
    ':::',
    '::a:',
    '$6$',
  ],
  ...[
    'net use \\\\a ',
    'net use /user:',
    'net user a',
    'sqlcmd -P ',
    '7z -p',
    'curl -u a:',
    '-password -',
    'ConvertTo-SecureString -Key ',
  ],
  ...[
    '"x" | ',
    "('a', ",
    'PSCredential ',
    'key="',
    'name="password" ',
    '/v Password ',
    'echo a',
    'bearer ',
    'authorization: ',
  ],
  ...[
    '{"n":"',
    'ManagedPassword: 1,',
    '000000-',
    'do',
    'MI',
    'sha256-',
    'AAAA=',
    'UABhAHMAcwB3AG8AcgBkAD0A',
    'UGFzc3dvcmQ9',
    '50617373',
  ],
  ...[
    `${'a'.repeat(64)}\n`,
    `${'=A'.repeat(40)}\n`,
    'password={',
    'password="\\',
    "pwd='''",
    '[redacted]',
    'Password=[redacted]',
    '$password',
    '{{',
    '))))',
  ],
];

/** Milliseconds that a text takes. */
function once(text: string): number {
  const started = performance.now();
  redact(text);
  return performance.now() - started;
}

/** The least of three: what else the machine does only adds. */
const cost = (text: string): number => Math.min(once(text), once(text), once(text));

const size = 32_768;
const repeated = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length));

/**
 * Four times the text may take four times as long, and some more for what a machine does besides; quadratic is 16 times.
 * Below the floor a clock tells nothing; what is quadratic takes seconds at this size.
 */
const floor = 10;
const isLinear = (unit: string): boolean => {
  const [small, large] = [repeated(unit, size), repeated(unit, 4 * size)];
  return once(large) < 9 * floor || [1, 2, 3].some(() => cost(large) < 9 * Math.max(cost(small), floor));
};

describe('time is linear in the length of the text', () => {
  it.each(units)('%j over and over', (unit) => {
    expect(isLinear(unit)).toBe(true);
  });

  it('of every hint over and over', () => {
    const slow = [...new Set(kinds.flatMap(({ hints }) => hints))].filter((hint) => !isLinear(hint));
    expect(slow).toEqual([]);
  }, 120_000);

  it('of every kind of secret over and over, and of each without its end', () => {
    const m = maker(seeded(5));
    const texts = secretKinds.flatMap((kind) => {
      const { text, secret } = kind.make(m);
      return [`${text} `, text.slice(0, Math.max(8, text.indexOf(secret) + 1))];
    });
    expect(texts.filter((text) => !isLinear(text))).toEqual([]);
  }, 240_000);

  it('can be found not to be: the measure sees what is quadratic', () => {
    const started = (text: string) => {
      const at = performance.now();
      /A+B/.test(text);
      return performance.now() - at;
    };
    const [small, large] = [started('A'.repeat(size / 4)), started('A'.repeat(size))];
    expect(large).toBeGreaterThan(9 * Math.max(small, floor));
  });
});
