import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EvidenceFooter, EvidenceHeader } from '../../domain/evidence.js';
import type { FileRef } from '../../domain/file.js';
import type { JsonObject } from '../../domain/json.js';
import { jsonText } from '../../domain/json-text.js';
import { ownerOnly, retrying, syncDirectory, writeAll } from '../disk/durable.js';
import { guardStorage } from '../disk/guard.js';
import { inCase } from '../layout.js';

/**
 * Writes one attempt of one collector: header, rows as they come, footer. Written once, hashed as it is written. The header
 * is on disk before a row comes. If a collector takes the host down, the header shows that the attempt began.
 */
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
    this.#fd = guardStorage(this.#path, () => retrying(() => openSync(this.#path, 'wx', ownerOnly.file)));
    this.#write([header]);
    this.#sync();
  }

  rows(rows: JsonObject[]): void {
    this.items += rows.length;
    this.#write(rows);
  }

  end(footer: EvidenceFooter): FileRef {
    this.#write([footer]);
    this.#sync();
    this.close();
    return { file: this.file, sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  close(): void {
    closeSync(this.#fd);
  }

  #sync(): void {
    guardStorage(this.#path, () => {
      fsyncSync(this.#fd);
      syncDirectory(dirname(this.#path));
    });
  }

  #write(objects: object[]): void {
    const bytes = Buffer.from(objects.map((object) => `${jsonText(object)}\n`).join(''));
    guardStorage(this.#path, () => writeAll(this.#fd, bytes));
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }
}
