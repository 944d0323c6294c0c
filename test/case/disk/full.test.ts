import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeFileDurable } from '../../../src/case/disk/durable.js';
import { JournalWriter, parseJournal } from '../../../src/case/journal/journal.js';
import { whyNoSmallDisk } from '../../torture/full-disk.js';

const why = whyNoSmallDisk();
const clock = () => new Date('2025-02-11T04:00:00.000Z');
const disks: string[] = [];

/** A file system of this many bytes, which are whole pages. */
function disk(bytes: number): string {
  const at = mkdtempSync(join(tmpdir(), 'casefile-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'none', at]);
  disks.push(at);
  return at;
}

afterEach(() => {
  for (const at of disks.splice(0)) execFileSync('umount', [at]);
});

describe.skipIf(why !== null)(`a disk that is really full${why ? ` (skipped: ${why})` : ''}`, () => {
  it('is exit 7; half an entry is cut off, and the journal continues when there is space', () => {
    const at = disk(8192);
    const path = join(at, 'journal.jsonl');
    const writer = JournalWriter.create(path, clock);
    const note = (text: string) =>
      writer.append({ type: 'NOTE', data: { by: 'A', account: 'a', source: 'terminal', text } });
    let acknowledged = 0;
    const fill = () => {
      for (;;) {
        note('x'.repeat(300));
        acknowledged += 1;
      }
    };
    expect(fill).toThrow(expect.objectContaining({ exit: 7 }));
    expect(acknowledged).toBeGreaterThan(5);
    const full = parseJournal(readFileSync(path));
    expect([full.entries.length, full.torn.length, full.broken]).toEqual([acknowledged, 0, null]);
    execFileSync('mount', ['-o', 'remount,size=64k', at]);
    note('room');
    writer.close();
    expect(parseJournal(readFileSync(path)).entries).toHaveLength(acknowledged + 1);
  });

  it('leaves the old content of a file, and no half of the new one', () => {
    const at = disk(16_384);
    const path = join(at, 'report.md');
    writeFileDurable(path, Buffer.alloc(4096, 1));
    expect(() => writeFileDurable(path, Buffer.alloc(20_000, 2))).toThrow(expect.objectContaining({ exit: 7 }));
    expect(readFileSync(path)).toEqual(Buffer.alloc(4096, 1));
    writeFileDurable(path, Buffer.alloc(4096, 3));
  });
});
