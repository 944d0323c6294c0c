import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EvidenceFooter, EvidenceHeader, EvidenceItem, EvidenceRow } from '../domain/evidence.js';
import type { FileRef } from '../domain/file.js';
import type { Json, JsonObject } from '../domain/json.js';
import { deepestOfOurs, parseWithin } from '../domain/json-text.js';
import { cutLines, type Line } from '../domain/lines.js';
import { anObject, type Shape } from '../domain/shape.js';
import { pieces, Unreadable } from '../files/ordinary.js';
import { guardStorage, retrying, syncDirectory, writeAll } from './durable.js';
import { fileRefOnDisk } from './hash.js';
import { inCase, layout } from './layout.js';
import { checkSealed, notOurs } from './sealed.js';
import { evidenceFooter, evidenceHeader } from './shapes/evidence.js';

/** Writes one attempt of one collector: header, rows as they come, footer. Written once, hashed as it is written. */
export class EvidenceWriter {
  readonly #fd: number;
  readonly #hash = createHash('sha256');
  readonly #path: string;
  readonly file: string;
  #bytes = 0;
  items = 0;

  constructor(dir: string, file: string, header: EvidenceHeader) {
    this.file = file;
    this.#path = inCase(dir, file);
    this.#fd = guardStorage(this.#path, () => retrying(() => openSync(this.#path, 'wx')));
    this.#write([header]);
  }

  rows(rows: JsonObject[]): void {
    this.items += rows.length;
    this.#write(rows);
  }

  end(footer: EvidenceFooter): FileRef {
    this.#write([footer]);
    guardStorage(this.#path, () => {
      fsyncSync(this.#fd);
      syncDirectory(dirname(this.#path));
    });
    this.close();
    return { file: this.file, sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  close(): void {
    closeSync(this.#fd);
  }

  #write(objects: object[]): void {
    const bytes = Buffer.from(objects.map((object) => `${JSON.stringify(object)}\n`).join(''));
    guardStorage(this.#path, () => writeAll(this.#fd, bytes));
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }
}

/** Longest line that is read; a row is a sixty-fourth of it at most. */
const longestLine = 16 * 1024 * 1024;

/** Lines of a file, one at a time; a last line without its newline (a torn write) is left out. */
function* lines(dir: string, file: string): Iterable<Line> {
  const cutter = cutLines(longestLine);
  try {
    for (const piece of pieces(inCase(dir, file))) yield* cutter.push(piece);
  } catch (error) {
    throw error instanceof Unreadable ? notOurs(dir, file, error.message) : error;
  }
}

const isFooter = (object: JsonObject): boolean => object['schema'] === 'casefile/evidence-end@1';

/** Opens a finished evidence file, as its COLLECTED entry names it. @throws KnownError exit 5 when it was changed. */
export function readEvidence(dir: string, ref: FileRef): EvidenceItem {
  checkSealed(dir, ref);
  const item = readUnfinished(dir, ref.file);
  if (!item) throw notOurs(dir, ref.file, 'it has no first line');
  return { ...item, file: ref };
}

/** Opens an attempt that the journal has no end of; null when not even its header was written. */
export function readUnfinished(dir: string, file: string): EvidenceItem | null {
  if (!existsSync(inCase(dir, file))) return null;
  let header: EvidenceHeader | null = null;
  let footer: EvidenceFooter | null = null;
  let number = 0;
  for (const line of lines(dir, file)) {
    number += 1;
    if (!header) header = shaped<EvidenceHeader>(line, evidenceHeader, dir, file, number);
    else if (line?.subarray(0, footerStart.length).equals(footerStart)) {
      const object = shaped<JsonObject>(line, anObject, dir, file, number);
      if (isFooter(object)) footer = shaped<EvidenceFooter>(line, evidenceFooter, dir, file, number);
    }
  }
  if (!header) return null;
  if (layout.evidenceFile(header.collector, header.attempt) !== file)
    throw notOurs(dir, file, 'its first line is that of another file');
  return { header, footer, file: fileRefOnDisk(dir, file), rows: () => rowsOf(dir, file) };
}

const footerStart = Buffer.from('{"schema":');

/** A line as what it must be. @throws KnownError exit 5 where it is not. */
function shaped<T>(line: Line, shape: Shape, dir: string, file: string, number: number): T {
  if (line === null) throw notOurs(dir, file, `line ${number} is longer than ${longestLine} bytes`);
  let value: Json;
  try {
    value = parseWithin(line.toString('utf8'), deepestOfOurs);
  } catch (error) {
    throw notOurs(dir, file, `line ${number} is no JSON (${(error as Error).message})`);
  }
  const wrong = shape(value, `line ${number}`);
  if (wrong !== null) throw notOurs(dir, file, wrong);
  return value as T;
}

function* rowsOf(dir: string, file: string): Iterable<EvidenceRow> {
  let row = 0;
  for (const line of lines(dir, file)) {
    if (row > 0) {
      const data = shaped<JsonObject>(line, anObject, dir, file, row + 1);
      if (isFooter(data)) return;
      yield { row, data };
    }
    row += 1;
  }
}
