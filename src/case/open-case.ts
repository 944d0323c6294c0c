import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Analysis } from '../domain/analysis.js';
import type { EvidenceHeader, EvidenceItem } from '../domain/evidence.js';
import type { FileRef } from '../domain/file.js';
import type { Clock } from '../domain/time.js';
import type { Playbook } from '../playbook/types.js';
import { guardStorage, writeFileDurable } from './durable.js';
import { EvidenceWriter, readEvidence } from './evidence-file.js';
import { fileRef } from './hash.js';
import type { JournalWriter } from './journal.js';
import { inCase, layout, safeName } from './layout.js';
import type { Lock } from './lock.js';

/** A case folder that this process holds the lock of. Everything in it is written once, durably. */
export class OpenCase {
  #closed = false;

  constructor(
    readonly dir: string,
    readonly journal: JournalWriter,
    readonly playbook: Playbook,
    readonly clock: Clock,
    private readonly lock: Lock,
  ) {}

  get previousLock(): string | null {
    return this.lock.previous;
  }

  writeEvidence(header: EvidenceHeader): EvidenceWriter {
    return new EvidenceWriter(this.dir, layout.evidenceFile(header.collector, header.attempt), header);
  }

  readEvidence(file: string): EvidenceItem | null {
    return readEvidence(this.dir, file);
  }

  writeAnalysis(n: number, analysis: Analysis): FileRef {
    return this.#write(layout.analysisFile(n), Buffer.from(`${JSON.stringify(analysis, null, 1)}\n`));
  }

  readAnalysis(n: number): Analysis {
    return JSON.parse(readFileSync(inCase(this.dir, layout.analysisFile(n)), 'utf8')) as Analysis;
  }

  writeAttachment(id: string, name: string, bytes: Uint8Array): FileRef {
    const file = layout.attachmentFile(id, safeName(name, 'file'));
    guardStorage(file, () => mkdirSync(dirname(inCase(this.dir, file)), { recursive: true }));
    return this.#write(file, bytes);
  }

  writeReport(extension: string, bytes: Uint8Array): FileRef {
    return this.#write(layout.reportFile(extension), bytes);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.journal.close();
    this.lock.release();
  }

  #write(file: string, bytes: Uint8Array): FileRef {
    writeFileDurable(inCase(this.dir, file), bytes);
    return fileRef(file, bytes);
  }
}
