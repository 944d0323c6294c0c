import { keyFingerprint } from './fingerprint.js';
import type { Span } from './views.js';

/** Of a path before a key; a longer run with a slash in that place is something else in base64. */
const longestPath = 40;

/**
 * A key of 32 or 64 bytes in base64 without a name before it, at the end of a run. One that follows other characters of
 * base64 is known by the slash of a path before it. The checksum of a web page's script (`sha256-...`) says what it
 * is, and what follows a mark is the rest of something else; any other SHA-256 in base64 looks as a key does and is taken
 * for one.
 * @param run characters of base64, with what padding there is.
 * @param before the text before the run, as far as a mark is long.
 * @param after the text after the run, as far as a mark is long.
 */
export function bareKey(run: string, at: number, before: string, after = ''): Span | null {
  // A collector that cut a key of 64 bytes in two left its first half, before a mark.
  if (/^[A-Za-z0-9+/]{43}$/.test(run) && after.startsWith('[redacted]='))
    return { start: at, end: at + run.length, fingerprint: null };
  const pad = run.length - run.replace(/(?<!=)=+$/, '').length;
  const length = pad === 1 ? 44 : pad === 2 ? 88 : Number.POSITIVE_INFINITY;
  const extra = run.length - length;
  if (extra < 0 || extra > longestPath || (extra > 0 && run.at(-length - 1) !== '/')) return null;
  const key = run.slice(-length);
  if (/sha\d{3}-$|\[redacted(?::key:\w{16})?\]$/i.test(before)) return null;
  const end = at + run.length;
  return { start: end - length, end, fingerprint: keyFingerprint(key) };
}
