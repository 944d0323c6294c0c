import { lstatSync } from 'node:fs';
import type { EvidenceFooter, EvidenceHeader, EvidenceItem, EvidenceRow } from '../../domain/evidence.js';
import type { FileRef } from '../../domain/file.js';
import type { JournalData } from '../../domain/journal.js';
import type { JsonObject } from '../../domain/json.js';
import { deepestOfOurs, parseWithin } from '../../domain/json-text.js';
import { cutLines, type Line } from '../../domain/lines.js';
import { anObject, type Shape } from '../../domain/shape.js';
import { fileRefOnDisk } from '../../files/hash.js';
import { pieces } from '../../files/ordinary.js';
import { inCase, layout } from '../layout.js';
import { checkSealed, notOurs } from '../sealed.js';
import { evidenceFooter, evidenceHeader } from './shape.js';

/** An attempt, as its COLLECTING entry names it. */
export type Attempt = Pick<JournalData['COLLECTING'], 'evidence' | 'collector' | 'attempt'>;

/** Longest line that is read; a row is a sixty-fourth of it at most. */
const longestLine = 16 * 1024 * 1024;

/** Lines of a file, one at a time; a last line without its newline (a torn write) is left out. */
function* lines(path: string): Iterable<Line> {
  const cutter = cutLines(longestLine);
  for (const piece of pieces(path)) yield* cutter.push(piece);
}

/** A line as what it must be, or what is wrong with it. */
function readLine<T>(line: Line, shape: Shape, number: number): { value: T } | { wrong: string } {
  if (line === null) return { wrong: `line ${number} is longer than ${longestLine} bytes` };
  try {
    const value = parseWithin(line.toString('utf8'), deepestOfOurs);
    const wrong = shape(value, `line ${number}`);
    return wrong === null ? { value: value as T } : { wrong };
  } catch (error) {
    return { wrong: `line ${number} isn't JSON (${(error as Error).message})` };
  }
}

const isFooter = (object: JsonObject): boolean => object['schema'] === 'casefile/evidence-end@1';
const footerStart = Buffer.from('{"schema":');

/** Opens a finished evidence file, as its COLLECTED entry names it. @throws KnownError exit 5 when it was changed. */
export function readEvidence(dir: string, ref: FileRef): EvidenceItem {
  checkSealed(dir, ref);
  const path = inCase(dir, ref.file);
  const ours = <T>(line: Line, shape: Shape, number: number): T => {
    const one = readLine<T>(line, shape, number);
    if ('wrong' in one) throw notOurs(dir, ref.file, one.wrong);
    return one.value;
  };
  let header: EvidenceHeader | null = null;
  let footer: EvidenceFooter | null = null;
  let number = 0;
  for (const line of lines(path)) {
    number += 1;
    if (!header) header = ours<EvidenceHeader>(line, evidenceHeader, number);
    else if (line?.subarray(0, footerStart.length).equals(footerStart)) {
      const object = ours<JsonObject>(line, anObject, number);
      if (isFooter(object)) footer = ours<EvidenceFooter>(line, evidenceFooter, number);
    }
  }
  if (!header) throw notOurs(dir, ref.file, 'it has no first line');
  return { header, footer, file: ref, rows: () => rowsOf(path, (line, row) => ours<JsonObject>(line, anObject, row)) };
}

/**
 * Opens an attempt without an end in the journal, as far as it can be read. No hash covers its bytes, and a power cut can
 * leave blocks of zeros in their place. Null when it doesn't even have a header.
 */
export function readUnfinished(dir: string, { evidence, collector, attempt }: Attempt): EvidenceItem | null {
  const file = layout.evidenceFile(collector, attempt);
  const path = inCase(dir, file);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const ours = <T>(line: Line, shape: Shape): T | null => {
    const one = readLine<T>(line, shape, 0);
    return 'wrong' in one ? null : one.value;
  };
  let header: EvidenceHeader | null = null;
  let footer: EvidenceFooter | null = null;
  for (const line of lines(path)) {
    if (!header) {
      header = ours<EvidenceHeader>(line, evidenceHeader);
      if (header?.evidence !== evidence || header.collector !== collector || header.attempt !== attempt) return null;
      continue;
    }
    const object = ours<JsonObject>(line, anObject);
    if (!object) break;
    if (isFooter(object)) footer = ours<EvidenceFooter>(line, evidenceFooter);
  }
  if (!header) return null;
  const rows = () => rowsOf(path, (line) => ours<JsonObject>(line, anObject));
  return { header, footer, file: fileRefOnDisk(dir, file), rows };
}

/** @param object reads a line, or gives null at the end of the rows: nothing after an invalid line is read. */
function* rowsOf(path: string, object: (line: Line, number: number) => JsonObject | null): Iterable<EvidenceRow> {
  let row = 0;
  for (const line of lines(path)) {
    if (row > 0) {
      const data = object(line, row + 1);
      if (!data || isFooter(data)) return;
      yield { row, data };
    }
    row += 1;
  }
}
