import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvidence, readUnfinished } from '../../../src/case/evidence/read.js';
import { fileRef } from '../../../src/files/hash.js';
import { newFolder } from '../../helpers/casefile.js';
import { casefile } from '../../helpers/in-process.js';
import { finishedCase, trusted } from '../../torture/changes/faulty.js';
import { cutTo } from '../../torture/replays/prefixes.js';

const attempt = { evidence: 'E1', collector: 'services', attempt: 1 };
const file = 'evidence/services.1.jsonl';
const header = {
  schema: 'casefile/evidence@1',
  ...attempt,
  script: { path: 'collectors/Get-Service.ps1', sha256: '0'.repeat(64) },
  prelude: null,
  ...{ parameters: {}, method: 'powershell', engine: null, origin: null, started: '2025-02-11T04:00:00.000Z' },
};
const rows = [{ name: 'Spooler' }, { name: 'W32Time' }];
const text = (...objects: unknown[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join('');

/** A case folder that holds this file and nothing else. */
function holding(bytes: string | Buffer): string {
  const dir = newFolder();
  mkdirSync(join(dir, 'evidence'));
  writeFileSync(join(dir, file), bytes);
  return dir;
}

const unfinished = (bytes: string | Buffer) => readUnfinished(holding(bytes), attempt);
const rowsOf = (bytes: string | Buffer) => [...unfinished(bytes)!.rows()].map(({ data }) => data);

describe('an attempt without an end', () => {
  it('is read up to its last complete row', () => {
    expect(rowsOf(`${text(header, ...rows)}{"name":`)).toEqual(rows);
  });

  it('is read up to the first invalid line, as a power cut leaves one', () => {
    expect(rowsOf(`${text(header, rows[0])}${'\0'.repeat(99)}\n${text(rows[1])}`)).toEqual([rows[0]]);
  });

  it.each([
    ['zeros for a header', `${'\0'.repeat(99)}\n${text(...rows)}`],
    ['nothing', ''],
    ['a header that is none', text({ schema: 'casefile/evidence@1' }, ...rows)],
    ['no object', text(null, ...rows)],
    ['the header of another attempt', text({ ...header, attempt: 2 }, ...rows)],
    ['the header of other evidence', text({ ...header, evidence: 'E7' }, ...rows)],
  ])('with %s holds nothing', (_, bytes) => {
    expect(unfinished(bytes)).toBeNull();
  });

  it('that is a folder contains nothing', () => {
    const dir = newFolder();
    mkdirSync(join(dir, file), { recursive: true });
    expect(readUnfinished(dir, attempt)).toBeNull();
  });

  it('of any bytes is read as far as it goes', () => {
    const whole = Buffer.from(text(header, ...rows));
    fc.assert(
      fc.property(fc.nat(whole.length), fc.uint8Array({ maxLength: 60 }), (at, other) => {
        const bytes = Buffer.concat([whole.subarray(0, at), other, whole.subarray(at)]);
        const item = unfinished(bytes);
        expect([...(item?.rows() ?? [])].length).toBeLessThan(60);
        if (at >= whole.length) expect([...item!.rows()].slice(0, 2).map(({ data }) => data)).toEqual(rows);
      }),
    );
  });

  it('stops neither the report nor a resume, with any remains', async () => {
    const dir = await finishedCase(newFolder());
    for (const left of [`${'\0'.repeat(99)}\n`, `${text(header)}{"a":\n`]) {
      const target = join(newFolder(), 'case');
      cutTo({ name: 'small', dir }, 2, target);
      writeFileSync(join(target, file), left);
      const report = await casefile(['report', target, '--stdout']);
      expect({ code: report.code, said: report.stdout.includes('has no recorded end') }).toEqual({ code: 0, said: true });
      expect((await casefile(['resume', target, '--no-input', ...trusted()])).code).toBe(4);
      expect((await casefile(['verify', target])).code).toBe(0);
    }
  }, 60_000);
});

describe('an evidence file that has its hash', () => {
  const read = (bytes: string) => readEvidence(holding(bytes), fileRef(file, Buffer.from(bytes)));

  it('and isn’t made by casefile is refused: exit 5', () => {
    for (const bytes of ['', 'x\n', text({}), text(null)])
      expect(() => read(bytes)).toThrow(expect.objectContaining({ exit: 5, code: 'file-malformed' }));
  });

  it('with an invalid line is refused when that line is read, instead of ending there', () => {
    const item = read(`${text(header, rows[0])}x\n${text(rows[1])}`);
    expect(() => [...item.rows()]).toThrow(expect.objectContaining({ exit: 5, code: 'file-malformed' }));
  });
});
