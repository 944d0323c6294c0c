import { type Maker, maker, seeded } from './random.js';
import type { Sample, SecretKind } from './secrets.js';

/** A way in which a text is written, and how to read what is left of it after redaction. */
export interface Encoding {
  id: string;
  write(sample: Sample, m: Maker): string;
  read(told: string): string;
  /** Kinds that it cannot be applied to: they would be other secrets then, or none. */
  not?(kind: SecretKind): boolean;
}

const before = '2025-02-11T02:18:37Z the agent said: ';
const line = ({ text }: Sample): string => `${before}${text} and went on`;
const marks = /\[redacted[^\]]*\]/;

const html = (text: string) =>
  text.replace(
    /[&"'<>=+]/g,
    (c) => ({ '&': '&amp;', '"': '&quot;', "'": '&#39;', '<': '&lt;', '>': '&gt;' })[c] ?? `&#${c.charCodeAt(0)};`,
  );
const fromHtml = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, n) => String.fromCharCode(Number(n)))
    .replace(/&(quot|lt|gt|amp);/g, (_, n: string) => ({ quot: '"', lt: '<', gt: '>', amp: '&' })[n]!);
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const fromEscapes = (text: string) =>
  text.replace(/\\u([0-9a-fA-F]{4})|\\([nrt"\\/])/g, (_, hex, c) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : ({ n: '\n', r: '\r', t: '\t' }[c as string] ?? c),
  );
const unicode = (text: string) =>
  text.replace(/["&'+/<=>]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
const fromUrl = (text: string) =>
  text.replace(/%([0-9A-F]{2})/gi, (_, h) => String.fromCharCode(Number.parseInt(h, 16)));

/** Every piece between marks is read by itself. */
const pieces = (told: string, read: (piece: string) => string) => told.split(marks).map(read).join('\n');
const fromBytes = (buffer: Buffer) => `${buffer.toString('latin1')}\n${buffer.toString('utf16le')}`;

/** Breaks lines at a width, each break inside what is told: the secret is where it counts. */
function wrap(sample: Sample, width: number, m: Maker): string {
  const at = sample.text.indexOf(sample.secret) + 1 + m.number(sample.secret.length - 2);
  const text = `${'. '.repeat(width).slice(0, width - (at % width))}${sample.text} and went on`;
  return text.match(new RegExp(`[\\s\\S]{1,${width}}`, 'g'))!.join('\r\n');
}

const mixed = ({ text, secret }: Sample): string =>
  text
    .split(secret)
    .map((part) => part.replace(/[a-z]/gi, (c, at: number) => (at % 2 ? c.toUpperCase() : c.toLowerCase())))
    .join(secret);

/** Keys in files and values in the next line are in lines of their own already. */
const hasLines = (kind: SecretKind): boolean => kind.make(maker(seeded(1))).text.includes('\n');

export const encodings: Encoding[] = [
  { id: 'plain', write: line, read: (told) => told },
  {
    id: 'mixed case',
    write: (s) => `${before}${mixed(s)}`,
    read: (told) => told,
    not: ({ caseMatters }) => caseMatters === true,
  },
  { id: 'JSON', write: (s) => json(line(s)), read: fromEscapes },
  { id: 'JSON in JSON', write: (s) => json(json(line(s))), read: (told) => fromEscapes(fromEscapes(told)) },
  { id: 'JSON, \\u00XX', write: (s) => unicode(json(line(s))), read: fromEscapes },
  { id: 'HTML, XML', write: (s) => html(line(s)), read: fromHtml },
  { id: 'URL', write: (s) => encodeURIComponent(line(s)), read: fromUrl },
  {
    id: 'base64',
    write: (s) => `x ${Buffer.from(line(s)).toString('base64')} y`,
    read: (told) => pieces(told.slice(2), (p) => fromBytes(Buffer.from(p, 'base64'))),
  },
  {
    id: '-EncodedCommand',
    write: (s) => `powershell -enc ${Buffer.from(line(s), 'utf16le').toString('base64')}`,
    read: (told) => pieces(told.slice(16), (p) => fromBytes(Buffer.from(p, 'base64'))),
  },
  {
    id: 'hexadecimal',
    write: (s) => `0x${Buffer.from(line(s)).toString('hex')}`,
    read: (told) => pieces(told.slice(2), (p) => fromBytes(Buffer.from(p, 'hex'))),
  },
  {
    id: 'lines of 80',
    write: (s, m) => wrap(s, 80, m),
    read: (told) => told.replace(/\r\n/g, ''),
    not: hasLines,
  },
  {
    id: 'base64 in lines of 76',
    write: (s) =>
      Buffer.from(line(s))
        .toString('base64')
        .match(/.{1,76}/g)!
        .join('\r\n'),
    read: (told) => pieces(told.replace(/\r\n/g, ''), (p) => fromBytes(Buffer.from(p, 'base64'))),
  },
  { id: 'UTF-16 read as bytes', write: (s) => [...line(s)].join('\0'), read: (told) => told.replace(/\0/g, '') },
];
