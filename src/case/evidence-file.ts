import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EvidenceFooter, EvidenceHeader, EvidenceItem, EvidenceRow } from '../domain/evidence.js';
import type { FileRef } from '../domain/file.js';
import type { JsonObject } from '../domain/json.js';
import { jsonText } from '../domain/json-text.js';
import { guardStorage, retrying, syncDirectory, writeAll } from './durable.js';
import { fileRefOnDisk } from './hash.js';
import { inCase } from './layout.js';
import { checkSealed } from './sealed.js';

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
    const bytes = Buffer.from(objects.map((object) => `${jsonText(object)}\n`).join(''));
    guardStorage(this.#path, () => writeAll(this.#fd, bytes));
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }
}

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

const isFooter = (object: JsonObject): boolean => object['schema'] === 'casefile/evidence-end@1';

/** Opens a finished evidence file, as its COLLECTED entry names it. @throws KnownError exit 5 when it was changed. */
export function readEvidence(dir: string, ref: FileRef): EvidenceItem {
  checkSealed(dir, ref);
  return { ...readUnfinished(dir, ref.file)!, file: ref };
}

/** Opens an attempt that the journal has no end of; null when not even its header was written. */
export function readUnfinished(dir: string, file: string): EvidenceItem | null {
  const path = inCase(dir, file);
  if (!existsSync(path)) return null;
  let header: EvidenceHeader | null = null;
  let footer: EvidenceFooter | null = null;
  for (const line of lines(path)) {
    if (!header) header = JSON.parse(line) as EvidenceHeader;
    else if (line.startsWith('{"schema":')) {
      const object = JSON.parse(line) as JsonObject;
      if (isFooter(object)) footer = object as unknown as EvidenceFooter;
    }
  }
  if (!header) return null;
  return { header, footer, file: fileRefOnDisk(dir, file), rows: () => rowsOf(path) };
}

function* rowsOf(path: string): Iterable<EvidenceRow> {
  let row = 0;
  for (const line of lines(path)) {
    if (row > 0) {
      const data = JSON.parse(line) as JsonObject;
      if (isFooter(data)) return;
      yield { row, data };
    }
    row += 1;
  }
}
