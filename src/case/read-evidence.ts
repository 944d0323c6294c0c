import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import type { EvidenceFooter, EvidenceHeader, EvidenceItem, EvidenceRow } from '../domain/evidence.js';
import type { FileRef } from '../domain/file.js';
import type { JournalData } from '../domain/journal.js';
import type { JsonObject } from '../domain/json.js';
import { verificationError } from '../errors.js';
import { fileRefOnDisk } from './hash.js';
import { inCase, layout } from './layout.js';
import { checkSealed } from './sealed.js';

/** An attempt, as its COLLECTING entry names it. */
export type Attempt = Pick<JournalData['COLLECTING'], 'evidence' | 'collector' | 'attempt'>;

/** Lines of a file, one at a time; a last line without its newline (a torn write) is left out. */
function* lines(path: string): Iterable<string> {
  const fd = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(1 << 16);
    let rest = Buffer.alloc(0);
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) {
      let bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10)) {
        yield bytes.subarray(0, end).toString('utf8');
        bytes = bytes.subarray(end + 1);
      }
      rest = Buffer.from(bytes);
    }
  } finally {
    closeSync(fd);
  }
}

/** A line as an object; null where it is none. */
function objectOf(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

const isFooter = (object: JsonObject): boolean => object['schema'] === 'casefile/evidence-end@1';

const isHeader = ({ schema, evidence, collector, attempt, script, parameters, method, ...rest }: JsonObject): boolean =>
  schema === 'casefile/evidence@1' &&
  [evidence, collector, method, rest['started']].every((each) => typeof each === 'string') &&
  typeof attempt === 'number' &&
  [script, parameters].every((each) => typeof each === 'object' && each !== null) &&
  [rest['engine'] ?? null, rest['origin'] ?? null].every((each) => typeof each === 'object');

/** Opens a finished evidence file, as its COLLECTED entry names it. @throws KnownError exit 5 when it was changed. */
export function readEvidence(dir: string, ref: FileRef): EvidenceItem {
  checkSealed(dir, ref);
  const path = inCase(dir, ref.file);
  const malformed = (line: number) =>
    verificationError('evidence-malformed', {
      what: 'An evidence file has its hash, and is none of casefile',
      where: `${path}:${line}`,
      expected: 'a header, rows and a footer, each an object of JSON on a line of its own',
      next: 'Somebody has journaled what casefile did not write: ask where the case comes from.',
    });
  let header: JsonObject | null = null;
  let footer: EvidenceFooter | null = null;
  for (const line of lines(path)) {
    header ??= objectOf(line) ?? {};
    if (!isHeader(header)) throw malformed(1);
    if (!line.startsWith('{"schema":')) continue;
    const object = objectOf(line);
    if (object && isFooter(object)) footer = object as unknown as EvidenceFooter;
  }
  if (!header) throw malformed(1);
  const rows = () =>
    rowsOf(path, (line) => {
      throw malformed(line);
    });
  return { header: header as unknown as EvidenceHeader, footer, file: ref, rows };
}

/**
 * Opens an attempt that the journal has no end of, as far as it goes: no hash holds its bytes, and a host that lost its
 * power can leave blocks of zeros where they were to be. Null when it has not even its header.
 */
export function readUnfinished(dir: string, { evidence, collector, attempt }: Attempt): EvidenceItem | null {
  const file = layout.evidenceFile(collector, attempt);
  const path = inCase(dir, file);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  let header: JsonObject | null = null;
  let footer: EvidenceFooter | null = null;
  for (const line of lines(path)) {
    const object = objectOf(line);
    if (!object) break;
    header ??= object;
    if (isFooter(object)) footer = object as unknown as EvidenceFooter;
  }
  if (!header || !isHeader(header)) return null;
  if (header['evidence'] !== evidence || header['collector'] !== collector || header['attempt'] !== attempt)
    return null;
  const rows = () => rowsOf(path, () => {});
  return { header: header as unknown as EvidenceHeader, footer, file: fileRefOnDisk(dir, file), rows };
}

/** @param broken hears of the first line that is no row; what follows it is not read. */
function* rowsOf(path: string, broken: (line: number) => void): Iterable<EvidenceRow> {
  let row = 0;
  for (const line of lines(path)) {
    if (row > 0) {
      const data = objectOf(line);
      if (!data) return broken(row + 1);
      if (isFooter(data)) return;
      yield { row, data };
    }
    row += 1;
  }
}
