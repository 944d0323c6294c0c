import { readAnalysis } from '../case/analysis/read.js';
import { readEvidence } from '../case/evidence/read.js';
import type { OpenCase } from '../case/open-case.js';
import { readSealed } from '../case/sealed.js';
import type { Analysis } from '../domain/analysis.js';
import type { Attached, AttachmentReading } from '../domain/attachment.js';
import type { EvidenceItem, EvidenceRow } from '../domain/evidence.js';
import type { FileRef } from '../domain/file.js';
import type { JournalEntry, JournalEvent } from '../domain/journal.js';
import { type CaseMachine, compileMachine } from '../machine/compile.js';
import { type Due, whatIsDue } from '../machine/due.js';
import { type CaseState, fold, step, toEvent } from '../machine/fold.js';
import { attachedNow, readAttachments } from './attached.js';

/** Most bytes of evidence that are kept between two analyses. Larger files are read again. */
const mostKept = 8 * 1024 * 1024;

/** A case that is worked on: its folder, its machine and its state. Only `record` changes the state. */
export class LiveCase {
  readonly machine: CaseMachine;
  state: CaseState;
  /** Evidence read so far, by its file: an analysis follows every answer and needs all of it again. */
  readonly #read = new Map<string, EvidenceItem>();
  #readBytes = 0;

  constructor(readonly folder: OpenCase) {
    this.machine = compileMachine(folder.playbook);
    this.state = fold(this.machine, folder.journal.entries, (ref) => readAnalysis(folder.dir, ref));
  }

  get due(): Due {
    return whatIsDue(this.folder.playbook, this.state);
  }

  /** Writes the event to the journal, durably, and only then moves on. */
  record(event: JournalEvent): JournalEntry {
    const entry = this.folder.journal.append(event);
    const moves = toEvent(entry, (ref) => readAnalysis(this.folder.dir, ref));
    if (moves) this.state = step(this.machine, this.state, moves);
    return entry;
  }

  /** Evidence of a collector's last recorded attempt; null when there is none. */
  evidence(collector: string): EvidenceItem | null {
    const entry = this.folder.journal.entries.findLast(
      (candidate) => candidate.type === 'COLLECTED' && candidate.data.collector === collector,
    ) as JournalEntry<'COLLECTED'> | undefined;
    return entry ? this.#readOnce(entry.data.file) : null;
  }

  /** Opens an evidence file, which has the hash that the journal names; what was read of it is kept while there is room. */
  #readOnce(ref: FileRef): EvidenceItem {
    const before = this.#read.get(ref.file);
    if (before) return before;
    const item = readEvidence(this.folder.dir, ref);
    if (this.#readBytes + ref.bytes > mostKept) return item;
    this.#readBytes += ref.bytes;
    let rows: EvidenceRow[] | null = null;
    const kept: EvidenceItem = {
      ...item,
      rows: () => {
        rows ??= [...item.rows()];
        return rows;
      },
    };
    this.#read.set(ref.file, kept);
    return kept;
  }

  /** What became of attachments, by their id in the playbook. */
  attached(): { [attachment: string]: Attached } {
    return attachedNow(this.state.context, (id) => this.reading(id));
  }

  /** Contents of an attached file; null if the playbook does not read it. */
  reading(id: string): AttachmentReading | null {
    const { playbook, journal } = this.folder;
    const files = journal.entries.filter((entry) => entry.type === 'ATTACHED' && entry.data.id === id);
    return readAttachments(playbook, files, (ref) => readSealed(this.folder.dir, ref))[id] ?? null;
  }

  /** The last analysis; null before the first. */
  get analysis(): Analysis | null {
    const entry = this.folder.journal.entries.findLast((candidate) => candidate.type === 'ANALYSED') as
      | JournalEntry<'ANALYSED'>
      | undefined;
    return entry ? readAnalysis(this.folder.dir, entry.data.file) : null;
  }

  /** Highest number in use with a prefix: E for evidence, A for attachments, H for files of which only the hash is kept. */
  nextId(prefix: 'E' | 'A' | 'H'): string {
    const type = { E: 'COLLECTING', A: 'ATTACHED', H: 'HASHED' }[prefix];
    return `${prefix}${this.folder.journal.entries.filter((entry) => entry.type === type).length + 1}`;
  }
}
