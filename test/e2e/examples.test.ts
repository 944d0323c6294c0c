import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { casefile, example, newFolder, replayOf, reportOf, root } from '../helpers/casefile.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';
import { mask } from '../helpers/mask.js';

const stories = readdirSync(`${root}examples`);
/** What each story ends in. In hcm-authorised nothing is left that could say who installed it: a gap, and exit 3. */
const ends: { [story: string]: { level: string; exit: number } } = {
  'hcm-adfs-tunnel': { level: 'malicious-likely', exit: 0 },
  'hcm-authorised': { level: 'authorised', exit: 3 },
  'suspicious-service': { level: 'malicious-likely', exit: 0 },
};

describe.each(stories)('%s', (story) => {
  const { level, exit } = ends[story]!;
  const expected = readFileSync(example(story, 'report.md'), 'utf8');

  it('gives its verdict and its report on recorded evidence', async () => {
    const ran = await casefile(replayOf(story, newFolder()));
    expect(ran.result).toMatchObject({ status: 'concluded', exit, verdict: { level } });
    expect(mask(reportOf(ran))).toBe(mask(expected));
  });

  it('gives the same bytes when the report is made again', async () => {
    const cases = newFolder();
    const ran = await casefile(replayOf(story, cases));
    const before = reportOf(ran);
    const again = await casefile(['report', '--stdout', '--case-dir', cases], {
      env: { TZ: 'Asia/Tokyo', LANG: 'ja_JP' },
    });
    expect(again.stdout).toBe(before);
  });

  it('verifies', async () => {
    const cases = newFolder();
    await casefile(replayOf(story, cases));
    expect(await casefile(['verify', '--case-dir', cases])).toMatchObject({ code: 0 });
  });

  it.skipIf(!engine)(
    'gives the same verdict and report when the collectors run on its host',
    async () => {
      const args = replayOf(story, newFolder()).map((arg) => (arg === '--replay' ? '--powershell' : arg));
      args[args.indexOf('--powershell') + 1] = simulatedPwsh;
      const ran = await casefile(args, { env: { SIMULATED_HOST: example(story, 'host') } });
      expect(ran.result).toMatchObject({ status: 'concluded', exit, verdict: { level } });
      expect(mask(reportOf(ran), { method: true })).toBe(mask(expected, { method: true }));
    },
    120_000,
  );

  it('holds no key', () => {
    expect(expected).not.toMatch(/RkFLRS1LRVkt|SharedAccessKey=(?!\[)/);
  });
});
