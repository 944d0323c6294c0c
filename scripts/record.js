import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Records a story: runs the real collectors on its simulated host, keeps their evidence, then writes the report that a
// run on this evidence gives. Read the report before it is committed: from then on it is what the tests expect.
const stories = process.argv.slice(2);
if (stories.length === 0) throw new Error('Name the stories to record: npm run record -- hcm-adfs-tunnel');

for (const story of stories) {
  const dir = join('examples', story);
  const cases = mkdtempSync(join(tmpdir(), 'casefile-'));
  const run = (args, env) => {
    const { stdout, status } = spawnSync(
      process.execPath,
      [
        'dist/cli.js',
        'run',
        join(dir, 'alert.json'),
        '--answers',
        join(dir, 'answers.yaml'),
        '--no-input',
        '--json',
        '--case-dir',
        cases,
        ...args,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', env: { ...process.env, ...env } },
    );
    const result = JSON.parse(stdout);
    if (result.status !== 'concluded') throw new Error(`${story}: exit ${status}, ${result.status}`);
    return result;
  };
  const live = run(['--powershell', 'test/windows/pwsh'], { SIMULATED_HOST: join(dir, 'host') });
  rmSync(join(dir, 'evidence'), { recursive: true, force: true });
  mkdirSync(join(dir, 'evidence'));
  for (const file of readdirSync(join(live.dir, 'evidence')))
    copyFileSync(join(live.dir, 'evidence', file), join(dir, 'evidence', file));
  copyFileSync(run(['--replay', join(dir, 'evidence')]).report, join(dir, 'report.md'));
  console.log(`${story}: ${live.verdict.level}, exit ${live.exit}`);
}
