import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { intervalFiles } from '../../../src/commands/run/interval-files.js';
import { newFolder } from '../../helpers/casefile.js';

const now = new Date('2026-01-01T00:00:00Z');
const written = (name: string, text: string): string => {
  const file = join(newFolder(), name);
  writeFileSync(file, text);
  return file;
};

test('a file is noted with its hash and the zones of its times, and secrets in its labels are replaced', () => {
  const file = written(
    'changes.csv',
    'start,end,label\n2025-02-25 21:00,2025-02-25 23:00,SharedAccessKey=RkFLRS1LRVktRk9SLURPQ1MtMDAwMDAwMDAwMDAwMS4=\n',
  );
  const { fileOf, files } = intervalFiles('Europe/Berlin', now);
  expect(JSON.stringify(fileOf(file))).toContain('[redacted:key:');
  expect(files).toEqual([
    {
      file: 'changes.csv',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: 111,
      windows: 1,
      zones: ['Europe/Berlin'],
      leftOut: [],
    },
  ]);
});

test('a mistake names the file as it was given, its line, what was found and what is expected', () => {
  const file = written('changes.csv', 'start,end\n2025-02-25 21:00,2025-02-25T23:00Z\n');
  expect(intervalFiles(undefined, now).fileOf(file)).toEqual({
    errors: [
      expect.stringMatching(/changes\.csv:2 found start 2025-02-25 21:00, which has no zone; expected .*--zone/),
    ],
  });
});

test('a file that is not there is a mistake', () => {
  expect(intervalFiles(undefined, now).fileOf('/nowhere/changes.ics')).toEqual({
    errors: [expect.stringContaining('/nowhere/changes.ics: cannot be read (ENOENT)')],
  });
});

test('anything but a table or a calendar is no file', () => {
  expect(intervalFiles(undefined, now).fileOf('2025-02-25T20:00Z/2025-02-25T22:00Z')).toBeNull();
});

test('a zone that does not exist is a mistake at once', () => {
  expect(() => intervalFiles('Mars/Olympus', now)).toThrow('--zone Mars/Olympus');
});
