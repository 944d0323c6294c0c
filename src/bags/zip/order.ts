import { closeSync, openSync, readSync } from 'node:fs';
import type { Entry, ZipFile } from 'yauzl';
import { unsafe } from '../layout.js';

/** Longest data descriptor: signature, CRC and two sizes of 8 bytes. */
const descriptor = 24;
/** End of the central directory, without and with its ZIP64 form. */
const endings = [22, 22 + 56 + 20];

/**
 * What the end record says. yauzl follows a ZIP64 end wherever there is one; other programs do so only where these fields
 * are full, and would read another directory.
 */
function endOf(at: string, fileSize: number): { count: number; directory: number } {
  const end = Buffer.alloc(22);
  const fd = openSync(at, 'r');
  try {
    readSync(fd, end, 0, end.length, fileSize - end.length);
  } finally {
    closeSync(fd);
  }
  return { count: end.readUInt16LE(10), directory: end.readUInt32LE(16) };
}

/**
 * Checks that an archive is its entries one after the other, then the directory, then its end, and nothing else:
 * entries that overlap multiply a small archive, and bytes that no entry owns are read by some programs and not by others.
 */
export function checkOrder(at: string, zip: ZipFile): { add(name: string, entry: Entry): Promise<void>; end(): void } {
  // The position of the next directory record: yauzl has it and does not declare it.
  const cursor = () => (zip as unknown as { readEntryCursor: number }).readEntryCursor;
  const directory = cursor();
  const ranges: { name: string; start: number; end: number; slack: number }[] = [];
  return {
    async add(name, entry) {
      const local = await zip.readLocalFileHeaderPromise(entry);
      if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod)
        throw unsafe(at, `an entry that has two names or methods: ${JSON.stringify(name)}`);
      const described = (local.generalPurposeBitFlag & 8) !== 0;
      if (
        !described &&
        (local.compressedSize !== entry.compressedSize || local.uncompressedSize !== entry.uncompressedSize) &&
        entry.uncompressedSize < 0xffffffff
      )
        throw unsafe(at, `an entry that has two sizes: ${JSON.stringify(name)}`);
      const start = entry.relativeOffsetOfLocalHeader;
      ranges.push({ name, start, end: local.fileDataStart + entry.compressedSize, slack: described ? descriptor : 0 });
    },
    end() {
      ranges.sort((a, b) => a.start - b.start);
      let position = 0;
      let slack = 0;
      for (const { name, start, end, slack: after } of [
        ...ranges,
        { name: 'the directory', start: directory, end: 0, slack: 0 },
      ]) {
        if (start < position) throw unsafe(at, `entries that overlap: ${JSON.stringify(name)}`);
        if (start > position + slack) throw unsafe(at, `bytes before ${JSON.stringify(name)} that belong to no entry`);
        position = end;
        slack = after;
      }
      if (!endings.includes(zip.fileSize - cursor()))
        throw unsafe(at, 'bytes behind its directory that belong to no entry');
      const told = endOf(at, zip.fileSize);
      if (
        (told.count !== zip.entryCount && told.count !== 0xffff) ||
        (told.directory !== directory && told.directory !== 0xffffffff)
      )
        throw unsafe(at, 'two directories: its end and its ZIP64 end name different ones');
    },
  };
}
