/**
 * A text as it reads with one layer of writing taken off, and where each of its characters stands in the text that it was
 * made from: from `starts[i]` to `ends[i]`.
 */
export interface View {
  text: string;
  starts: number[];
  ends: number[];
}

/** Where a secret was found. */
export interface Span {
  start: number;
  end: number;
  /** Null when it gets no fingerprint. */
  fingerprint: string | null;
}

/** A span of a view, as a span of what the view was made from. */
export const throughView = ({ starts, ends }: View, { start, end, fingerprint }: Span): Span => ({
  start: starts[start]!,
  end: ends[end - 1]!,
  fingerprint,
});

/** Characters that programs or people read as others, and that end no name: dashes, quotation marks, blanks, nothing. */
export const lookalikes = {
  '-': '\\u2010-\\u2015\\u2212',
  '"': '\\u201c-\\u201e',
  "'": '\\u2018-\\u201a',
  ' ': '\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000',
  '': '\\u00ad\\u200b-\\u200f\\u2060\\ufeff',
};
const disguises = Object.entries(lookalikes).map(([plain, set]) => ({ plain, pattern: new RegExp(`[${set}]`) }));
const disguised = Object.values(lookalikes).join('');
/** Marks of PowerShell and cmd.exe that change nothing between two letters: Pass`word, pass^word. */
const idleMark = '(?<=[a-z])[`^](?=[a-z])';

/** Beginnings that are seldom met where nothing is escaped; a lone backslash is not one of them, for the sake of paths. */
export const worthUnescaping = new RegExp(
  String.raw`%[0-9a-f]{2}|&(?:#|amp;|lt;|gt;|quot;|apos;)|_x00|\\(?:u00|["'/])|\0|[${disguised}]|${idleMark}`,
  'i',
);

const escapes = new RegExp(
  String.raw`(%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%c[23]%[89ab][0-9a-f])|%([0-9a-f]{2})|&#(\d{1,7});|&#x([0-9a-f]{1,6});|&(amp|lt|gt|quot|apos|nbsp);|_x([0-9a-f]{4})_|\\u([0-9a-f]{4})|\\(["'\\/])|\\([nrtbf])|([${disguised}])|\0|${idleMark}`,
  'gi',
);
const entities: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const letters: { [letter: string]: string } = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * Takes one layer of escapes off: those of URLs, HTML and XML, JSON, PowerShell's CLIXML, the NUL bytes of UTF-16 that
 * was read as something else, and characters that only look like others. Null when there are no escapes. `\n` is a line break in JSON and the end of many a path, so
 * letters are only decoded when every backslash of the text begins an escape.
 */
export function unescaped(text: string): View | null {
  const isJson = !/\\(?!["'\\/bfnrtu])/.test(text.replace(/\\\\/g, ''));
  return rewritten(text, escapes, (match) => {
    const [, utf8, url, decimal, hex, entity, clixml, unicode, mark, letter, lookalike] = match;
    if (utf8 !== undefined) return Buffer.from(utf8.replaceAll('%', ''), 'hex').toString('utf8')[0]!;
    const code = url ?? hex ?? clixml ?? unicode;
    if (code !== undefined) return character(Number.parseInt(code, 16));
    if (decimal !== undefined) return character(Number(decimal));
    if (entity !== undefined) return entities[entity.toLowerCase()]!;
    if (mark !== undefined) return mark;
    if (letter !== undefined) return isJson && letters[letter] ? letters[letter] : null;
    return disguises.find(({ pattern }) => pattern.test(lookalike ?? ''))?.plain ?? '';
  });
}

const character = (code: number): string => (code <= 0xffff ? String.fromCharCode(code) : '\ufffd');

const shortestLine = 40;
/** Widths at which tools break lines: PEM, MIME, consoles of 80 and 120 columns. */
const widths = [64, 70, 72, 75, 76, 78, 79, 80, 100, 118, 119, 120];

/** Joins lines that were broken at a width: those as long as the line before, or as a width that tools break at. */
export function unwrapped(text: string): View | null {
  let lineStart = 0;
  let before = -1;
  return rewritten(text, /\r?\n(?:[ \t]{2,}|\t)?|\r/g, (match) => {
    const length = match.index - lineStart;
    const next = text.slice(match.index + match[0].length, match.index + match[0].length + 200).search(/[\r\n]|$/);
    const isWrapped =
      length >= shortestLine && next <= length && (length === before || widths.includes(length) || next === length);
    before = length;
    lineStart = match.index + match[0].length;
    return isWrapped ? '' : null;
  });
}

/** Replaces matches by shorter texts of one character or none; `null` keeps a match as it is. */
function rewritten(text: string, pattern: RegExp, by: (match: RegExpExecArray) => string | null): View | null {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let done = 0;
  const copyTo = (end: number) => {
    parts.push(text.slice(done, end));
    for (; done < end; done++) {
      starts.push(done);
      ends.push(done + 1);
    }
  };
  let changed = false;
  for (const match of text.matchAll(pattern)) {
    const made = by(match);
    if (made === null) continue;
    changed = true;
    copyTo(match.index);
    done = match.index + match[0].length;
    parts.push(made);
    if (made !== '') {
      starts.push(match.index);
      ends.push(done);
    }
  }
  if (!changed) return null;
  copyTo(text.length);
  return { text: parts.join(''), starts, ends };
}
