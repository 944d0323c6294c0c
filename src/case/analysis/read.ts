import type { Analysis } from '../../domain/analysis.js';
import type { FileRef } from '../../domain/file.js';
import type { Json } from '../../domain/json.js';
import { deepestOfOurs, parseWithin } from '../../domain/json-text.js';
import { notOurs, readSealed } from '../sealed.js';
import { analysis } from './shape.js';

/** Reads an analysis as its ANALYSED entry names it. @throws KnownError exit 5 when it was changed or isn't one. */
export function readAnalysis(dir: string, ref: FileRef): Analysis {
  const bytes = readSealed(dir, ref);
  let value: Json;
  try {
    value = parseWithin(bytes.toString('utf8'), deepestOfOurs);
  } catch (error) {
    throw notOurs(dir, ref.file, `it isn't JSON (${(error as Error).message})`);
  }
  const wrong = analysis(value, 'the analysis');
  if (wrong !== null) throw notOurs(dir, ref.file, wrong);
  return value as unknown as Analysis;
}
