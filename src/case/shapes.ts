import { outcomes, reasons } from '../domain/evidence.js';
import { count, fields, flag, listOf, matching, oneOf, orNull, type Shape, text } from '../domain/shape.js';

/** Below the case folder, spelt with slashes: a journal must not lead out of it. */
const inside = matching('a path in the case folder', /^(?!\.{0,2}(?:\/|$))(?!.*\/\.{0,2}(?:\/|$))[^\\\0]+$/s);
const hash = matching('a SHA-256', /^[0-9a-f]{64}$/);

export const fileRef: Shape = fields({ file: inside, sha256: hash, bytes: count });
/** A file that is not in the folder: its name alone. */
export const fileElsewhere: Shape = fields({ file: text, sha256: hash, bytes: count });
export const collector: Shape = matching('the name of a collector', /^\w[\w-]*$/);
export const outcome: Shape = oneOf(outcomes);
export const reason: Shape = orNull(oneOf(reasons));
export const texts: Shape = listOf(text);

export const source: Shape = fields({
  name: text,
  outcome,
  reason,
  from: orNull(text),
  to: orNull(text),
  oldest: orNull(text),
  truncated: flag,
});
