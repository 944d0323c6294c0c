import type { Json } from '../../domain/json.js';

export const frameTypes = ['hello', 'start', 'items', 'source', 'warn', 'err', 'end', 'bye'] as const;
export type FrameType = (typeof frameTypes)[number];

/** One frame of psl/1; `collector` is `-` for hello and bye. */
export interface Frame {
  type: FrameType;
  seq: number;
  collector: string;
  /** Characters of its JSON. */
  length: number;
  value: Json;
}

/** What a line of the engine's stdout is. `text` is what else stood before the frame on its line. */
export type ReadLine = { frame: Frame; text: string } | { noise: string } | { broken: string };

/**
 * Reads `@<nonce> <type> <seq> <collector> <length> <json>`. Any line without the nonce is noise:
 * nobody but the runner knows the nonce. A line with it that is not a whole frame is broken.
 */
export function readFrame(line: Buffer, nonce: string): ReadLine {
  // Latin-1: one character a byte, so that lengths can be compared and nothing is replaced.
  const text = line.toString('latin1');
  const at = text.indexOf(`@${nonce}`);
  if (at < 0) return { noise: line.toString('utf8') };
  const match = /^ ([a-z]+) (\d{1,9}) ([A-Za-z0-9_-]{1,100}) (\d{1,9}) (.*)$/s.exec(text.slice(at + 1 + nonce.length));
  if (!match) return { broken: 'a frame without its parts' };
  const [, name, seq, collector, length, json] = match as unknown as [string, string, string, string, string, string];
  const type = frameTypes.find((known) => known === name);
  if (!type) return { broken: `a frame of the unknown type ${name.slice(0, 20)}` };
  if (json.length !== Number(length) || /[^\x20-\x7e]/.test(json)) return { broken: `a ${type} frame of wrong length` };
  try {
    const value = JSON.parse(json) as Json;
    const before = line.subarray(0, at).toString('utf8');
    return { frame: { type, seq: Number(seq), collector, length: json.length, value }, text: before };
  } catch {
    return { broken: `a ${type} frame that is not JSON` };
  }
}
