import type { Analysis } from '../domain/analysis.js';
import type { FileRef } from '../domain/file.js';
import { readSealed } from './sealed.js';

/** Reads an analysis as its ANALYSED entry names it. @throws KnownError exit 5 when it was changed. */
export const readAnalysis = (dir: string, ref: FileRef): Analysis =>
  JSON.parse(readSealed(dir, ref).toString('utf8')) as Analysis;
