import { dirname } from 'node:path';
import type { Analysis } from '../domain/analysis.js';
import type { EvidenceHeader } from '../domain/evidence.js';
import type { FileRef } from '../domain/file.js';
import { jsonText } from '../domain/json-text.js';
import type { Clock } from '../domain/time.js';
import { fileRef } from '../files/hash.js';
import type { Playbook } from '../playbook/types.js';
import { makeFoldersDurable, remove, writeFileDurable } from './disk/durable.js';
import { guardStorage } from './disk/guard.js';
import { EvidenceWriter } from './evidence/writer.js';
import type { JournalWriter } from './journal/journal.js';
import { inCase, layout, safeName } from './layout.js';
import type { Lock } from './lock/lock.js';

/** A case folder whose lock this process has. Everything in it is written once, durably. */
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

  /** The holder whose lock was removed although it wasn't known to be gone. Null when that didn't happen. */
  get unlocked(): string | null {
    return this.lock.forced ? this.lock.previous : null;
  }

  writeEvidence(header: EvidenceHeader): EvidenceWriter {
    return new EvidenceWriter(this.dir, layout.evidenceFile(header.collector, header.attempt), header);
  }

  writeAnalysis(n: number, analysis: Analysis): FileRef {
    return this.#write(layout.analysisFile(n), Buffer.from(`${jsonText(analysis, 1)}\n`));
  }

  /** Keeps an alert that joins the case, byte for byte. */
  writeAlert(bytes: Uint8Array, extension: string): FileRef {
    const joined = this.journal.entries.filter(({ type }) => type === 'JOINED').length;
    return this.#writeInto(layout.joinedAlert(joined + 2, extension), bytes);
  }

  /** A copy under the same id without an entry is from a process that died before it wrote one. */
  writeAttachment(id: string, name: string, bytes: Uint8Array): FileRef {
    remove(dirname(inCase(this.dir, layout.attachmentFile(id, 'x'))), { recursive: true });
    return this.#writeInto(layout.attachmentFile(id, safeName(name, 'file')), bytes);
  }

  writeReport(extension: string, bytes: Uint8Array): FileRef {
    return this.#write(layout.reportFile(extension), bytes);
  }

  /** Closes the journal and removes the lock. Returns why the lock is still there, or null. */
  close(): string | null {
    if (this.#closed) return null;
    this.#closed = true;
    this.journal.close();
    return this.lock.release();
  }

  #writeInto(file: string, bytes: Uint8Array): FileRef {
    const folder = dirname(inCase(this.dir, file));
    guardStorage(folder, () => makeFoldersDurable(folder));
    return this.#write(file, bytes);
  }

  #write(file: string, bytes: Uint8Array): FileRef {
    writeFileDurable(inCase(this.dir, file), bytes);
    return fileRef(file, bytes);
  }
}
