import type { Detection } from '../domain/detection.js';
import type { Json } from '../domain/json.js';

/** One alert format. To add one: a folder with a reader, and a line in `index.ts`. */
export interface DetectionReader {
  /** Kebab-case; becomes `Detection.format`. */
  name: string;
  /** What sends it, for the list of known formats in an error. */
  about: string;
  /** The smallest alert that it understands, on one line of JSON. */
  example: string;
  /** Decides by shape alone, and never throws. */
  recognises(value: Json): boolean;
  /** Only called with what it recognises. Throws a KnownError (without `where`) on what it cannot understand. */
  read(value: Json): Detection;
}
