import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casefile, example, newFolder, reportOf } from '../helpers/casefile.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';
import { canSeeMarks } from '../helpers/processes.js';
import { interruptAt, liveRun } from '../reliability/interrupt.js';

const story = 'hcm-adfs-tunnel';

describe.skipIf(!engine || !canSeeMarks)('Ctrl-C during a live run', () => {
  it('leaves no process behind, at 20 moments', async () => {
    const ends = await interruptAt(20);
    expect(ends.map(({ left }) => left)).toEqual(ends.map(() => 0));
    // 0: it was through; SIGINT: it had not begun to listen. Some of the moments must fall between, however slow the machine.
    for (const { how } of ends) expect([130, 0, 'SIGINT']).toContain(how);
    expect(ends.filter(({ running }) => running > 0).length).toBeGreaterThan(2);
  }, 240_000);
});

describe.skipIf(!engine || process.platform === 'win32')('a budget that is used up', () => {
  it('is exit 4 with a partial report, and the case can be resumed', async () => {
    const host = newFolder();
    writeFileSync(join(host, 'host.json'), JSON.stringify({ base: example(story, 'host') }));
    writeFileSync(
      join(host, 'faults.json'),
      '[{ "cmdlet": "Get-CimInstance", "class": "Win32_Process", "fault": "hang" }]',
    );
    const cases = newFolder();
    // Long enough for the clock and the host, on a slow machine, too; the process list never comes.
    const stopped = await casefile([...liveRun(cases), '--budget', '25s'], { env: { SIMULATED_HOST: host } });
    expect(stopped.result).toMatchObject({ exit: 4, status: 'waiting' });
    expect(stopped.code).toBe(4);
    expect(reportOf(stopped)).toContain('NOT CONCLUDED');
    expect(reportOf(stopped)).toMatch(/Attempt 1 of .*processes.* has no recorded end/);

    const resumed = await casefile(
      [
        ...['resume', '--case-dir', cases, '--powershell', simulatedPwsh],
        ...['--answers', example(story, 'answers.yaml'), '--no-input', '--json'],
      ],
      { env: { SIMULATED_HOST: example(story, 'host') } },
    );
    expect(resumed.result).toMatchObject({ status: 'concluded', exit: 0, verdict: { level: 'malicious-likely' } });
  }, 240_000);
});
