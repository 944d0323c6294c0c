import { usageError } from '../../errors.js';

/** Files that are decoded: how messages begin, and what the text is. */
const kinds = { alert: { name: 'The alert', text: 'JSON' }, answers: { name: 'The answers file', text: 'YAML' } };

/**
 * Bytes of an alert or an answers file to text. UTF-8 and UTF-16 of either order, with or without a byte order mark: the
 * `>` of Windows PowerShell 5.1 writes UTF-16LE. Throws a KnownError on anything else, naming the first byte that does not
 * fit.
 */
export function decode(bytes: Uint8Array, file: string, kind: keyof typeof kinds = 'alert'): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw usageError(`${kind}-encoding`, {
      what: `${kinds[kind].name} is not ${encoding.toUpperCase()} text.`,
      where: encoding === 'utf-8' ? position(validStart(bytes), file) : file,
      expected: `${kinds[kind].text} in UTF-8 or UTF-16`,
      next: 'Save it again as UTF-8.',
    });
  }
}

/** JSON and answers begin with an ASCII character, so a zero byte next to it shows UTF-16 without a mark. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

/** The text before the first byte that is not UTF-8. */
function validStart(bytes: Uint8Array): string {
  const lossy = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const bad = bytes.findIndex((byte, index) => byte !== lossy[index]);
  return new TextDecoder().decode(bytes.subarray(0, bad));
}

/** `file:line:column` of the place right behind `before`; both count from 1, the column in UTF-16 units. */
export function position(before: string, file: string): string {
  const lines = before.split(/\r\n|\r|\n/);
  return `${file}:${lines.length}:${lines.at(-1)!.length + 1}`;
}
