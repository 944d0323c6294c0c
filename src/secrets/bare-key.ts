import { keyFingerprint } from './fingerprint.js';
import type { Span } from './views.js';

/**
 * A key of 32 or 64 bytes in base64 that no name stands before, at the end of a run. One that follows other characters of
 * base64 is known by the slash of a path before it. The checksum of a web page's script (`sha256-...`) says what it is; any
 * other SHA-256 in base64 looks as a key does and is taken for one.
 * @param run characters of base64, with what padding there is.
 * @param before the text before the run.
 */
export function bareKey(run: string, at: number, before: string): Span | null {
  const pad = run.length - run.replace(/=+$/, '').length;
  const length = pad === 1 ? 44 : pad === 2 ? 88 : Number.POSITIVE_INFINITY;
  if (run.length < length || (run.length > length && run.at(-length - 1) !== '/')) return null;
  if (/sha\d{3}-$/i.test(before)) return null;
  const end = at + run.length;
  return { start: end - length, end, fingerprint: keyFingerprint(run.slice(-length)) };
}
