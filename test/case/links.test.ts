import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFileDurable } from '../../src/case/disk/durable.js';
import { resumeCase } from '../../src/case/resume.js';
import { reportInput, viewCase } from '../../src/casework/case-view.js';
import { load } from '../../src/casework/playbooks.js';
import { verifyWithReport } from '../../src/commands/verify/run.js';
import { exportsByName } from '../../src/exports/index.js';
import { newFolder } from '../helpers/casefile.js';
import { concludedCase } from '../helpers/made-case.js';

const precious = 'of somebody else';

/** A case that came from elsewhere, and a file outside of it. */
async function given(): Promise<{ dir: string; victim: string }> {
  const dir = await concludedCase();
  const victim = join(newFolder(), 'victim');
  writeFileSync(victim, precious);
  return { dir, victim };
}

it.each(['report/report.md.part', 'journal.torn', 'reserve', 'analysis/99.json.part'])(
  'a case in which %s is a link is not opened for writing',
  async (name) => {
    const { dir, victim } = await given();
    symlinkSync(victim, join(dir, name));
    expect(() => resumeCase(dir, load, () => new Date())).toThrow('contains a link');
    expect(readFileSync(victim, 'utf8')).toBe(precious);
  },
);

it('a case in which a folder is a link is not opened for writing', async () => {
  const { dir } = await given();
  const elsewhere = newFolder();
  mkdirSync(join(elsewhere, 'x'));
  rmSync(join(dir, 'alerts'), { recursive: true });
  symlinkSync(join(elsewhere, 'x'), join(dir, 'alerts'));
  expect(() => resumeCase(dir, load, () => new Date())).toThrow('contains a link');
});

it('a link that comes while a case is worked on is not written through', async () => {
  const { dir, victim } = await given();
  const path = join(dir, 'report/report.csv');
  symlinkSync(victim, `${path}.part`);
  writeFileDurable(path, Buffer.from('ours'));
  expect(readFileSync(victim, 'utf8')).toBe(precious);
  expect(readFileSync(path, 'utf8')).toBe('ours');
});

it('a report that is a link is a difference, with any target', async () => {
  const { dir } = await given();
  const elsewhere = join(newFolder(), 'report.csv');
  writeFileSync(elsewhere, exportsByName.get('csv')!.render(reportInput(viewCase(dir))));
  // The bytes are those that the case gives; the file is not in the case.
  symlinkSync(elsewhere, join(dir, 'report/report.csv'));
  expect(verifyWithReport(dir).differences.map(({ file }) => file)).toContain('report/report.csv');
});
