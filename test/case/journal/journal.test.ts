import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JournalWriter, parseJournal, readJournal } from '../../../src/case/journal/journal.js';
import type { JournalEvent } from '../../../src/domain/journal.js';

const clock = () => new Date('2025-02-11T04:00:00.000Z');
const note = (text: string): JournalEvent => ({
  type: 'NOTE',
  data: { by: 'A. Meyer', account: 'CONTOSO\\meyer', source: 'terminal', text },
});

function journalOf(texts: string[]): { path: string; bytes: Buffer } {
  const path = join(mkdtempSync(join(tmpdir(), 'casefile-')), 'journal.jsonl');
  const writer = JournalWriter.create(path, clock);
  for (const text of texts) writer.append(note(text));
  writer.close();
  return { path, bytes: readFileSync(path) };
}

describe('journal', () => {
  it('returns any text that was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (texts) => {
        const { path } = journalOf(texts);
        const read = readJournal(path).entries.map((entry) => entry.type === 'NOTE' && entry.data.text);
        expect(read).toEqual(texts.map((text) => JSON.parse(JSON.stringify(text))));
      }),
      { numRuns: 50 },
    );
  });

  it('contains no key, from any source', () => {
    const { bytes } = journalOf(['SharedAccessKey=RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMS4=;EntityPath=x']);
    expect(bytes.toString()).not.toContain('RkFLRS1LRVkt');
    expect(bytes.toString()).toContain('[redacted:key:869d96f35171b4c7]');
  });

  it('writes the keys of a line in the documented order', () => {
    const { bytes } = journalOf(['one']);
    expect(Object.keys(JSON.parse(bytes.toString()))).toEqual(['v', 'seq', 'at', 'type', 'data', 'prev', 'hash']);
  });

  it('notices every flipped bit', () => {
    const { bytes } = journalOf(['one', 'two', 'three']);
    const undetected: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const journal = parseJournal(changed);
      // A flip in the very last byte turns the last line into a torn one: noticed, and cut off on resume.
      if (!journal.broken && journal.torn.length === 0) undetected.push(bit);
    }
    expect(undetected).toEqual([]);
  });

  it('keeps every complete line and no part of a torn one, with a cut at any byte', () => {
    const { bytes } = journalOf(['one', 'two', 'three']);
    for (let length = 0; length <= bytes.length; length += 1) {
      const { entries, broken, torn } = parseJournal(bytes.subarray(0, length));
      const whole = bytes.subarray(0, length).toString().split('\n').length - 1;
      expect({ length, entries: entries.length, broken }).toEqual({ length, entries: whole, broken: null });
      expect(torn.length === 0).toBe(length === 0 || bytes[length - 1] === 10);
    }
  });

  it.each([
    ['deleted', (lines: string[]) => lines.toSpliced(1, 1)],
    ['swapped', (lines: string[]) => [lines[0]!, lines[2]!, lines[1]!]],
    ['duplicated', (lines: string[]) => [lines[0]!, lines[0]!, lines[1]!, lines[2]!]],
  ])('notices a line %s', (_, change) => {
    const { bytes } = journalOf(['one', 'two', 'three']);
    const lines = bytes.toString().trimEnd().split('\n');
    expect(parseJournal(Buffer.from(`${change(lines).join('\n')}\n`)).broken?.line).toBe(2);
  });

  it('cuts off a torn line on resume, saves it, and continues', () => {
    const { path } = journalOf(['one']);
    appendFileSync(path, '{"v":1,"seq":2,"at":"2025');
    const writer = JournalWriter.resume(path, clock);
    writer.append(note('two'));
    writer.close();
    expect(readJournal(path).entries).toHaveLength(2);
    expect(readFileSync(path.replace('journal.jsonl', 'journal.torn'), 'utf8')).toBe('{"v":1,"seq":2,"at":"2025');
  });

  it('refuses a changed journal with exit 5 and the line', () => {
    const { path, bytes } = journalOf(['one', 'two']);
    writeFileSync(path, bytes.toString().replace('two', 'tow'));
    expect(() => readJournal(path)).toThrow(
      expect.objectContaining({ exit: 5, parts: expect.objectContaining({ where: `${path}:2` }) }),
    );
  });

  it('writes nothing more after another process has written: exit 6, and the chain stays valid', () => {
    const { path } = journalOf(['one']);
    const [first, second] = [JournalWriter.resume(path, clock), JournalWriter.resume(path, clock)];
    first.append(note('two'));
    expect(() => second.append(note('two as well'))).toThrow(expect.objectContaining({ exit: 6 }));
    first.append(note('three'));
    expect(readJournal(path).entries).toHaveLength(3);
  });
});
