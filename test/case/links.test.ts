import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFileDurable } from '../../src/case/disk/durable.js';
import { resumeCase } from '../../src/case/resume.js';
import { reportInput, viewCase } from '../../src/casework/case-view.js';
import { load } from '../../src/casework/playbooks.js';
import { verifyWithReport } from '../../src/commands/verify/run.js';
import { exportsByName } from '../../src/exports/index.js';
import { newFolder, root } from '../helpers/casefile.js';

const precious = 'of somebody else';

/** A case that came from elsewhere, and a file outside of it. */
function given(): { dir: string; victim: string } {
  const folder = newFolder();
  const dir = join(folder, 'case');
  cpSync(join(root, 'test/case/golden/concluded-and-reviewed'), dir, { recursive: true });
  const victim = join(folder, 'victim');
  writeFileSync(victim, precious);
  return { dir, victim };
}

it.each(['report/report.md.part', 'journal.torn', 'reserve', 'analysis/99.json.part'])(
  'a case in which %s is a link is not opened for writing',
  (name) => {
    const { dir, victim } = given();
    symlinkSync(victim, join(dir, name));
    expect(() => resumeCase(dir, load, () => new Date())).toThrow('holds a link');
    expect(readFileSync(victim, 'utf8')).toBe(precious);
  },
);

it('a case in which a folder is a link is not opened for writing', () => {
  const { dir } = given();
  const elsewhere = newFolder();
  mkdirSync(join(elsewhere, 'x'));
  symlinkSync(join(elsewhere, 'x'), join(dir, 'alerts'));
  expect(() => resumeCase(dir, load, () => new Date())).toThrow('holds a link');
});

it('a link that comes while a case is worked on is not written through', () => {
  const { dir, victim } = given();
  const path = join(dir, 'report/report.csv');
  symlinkSync(victim, `${path}.part`);
  writeFileDurable(path, Buffer.from('ours'));
  expect(readFileSync(victim, 'utf8')).toBe(precious);
  expect(readFileSync(path, 'utf8')).toBe('ours');
});

it('a report that is a link is a difference, whatever it leads to', () => {
  const { dir } = given();
  const elsewhere = join(newFolder(), 'report.csv');
  writeFileSync(elsewhere, exportsByName.get('csv')!.render(reportInput(viewCase(dir))));
  // The bytes are those that the case gives; the file is not in the case.
  symlinkSync(elsewhere, join(dir, 'report/report.csv'));
  expect(verifyWithReport(dir).differences.map(({ file }) => file)).toContain('report/report.csv');
});
