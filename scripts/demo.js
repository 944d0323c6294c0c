import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// The main job on recorded evidence: the alert of the story, its answers, its report. Nothing is collected here.
const story = 'examples/hcm-adfs-tunnel';
const { status, stdout } = spawnSync(
  process.execPath,
  [
    'dist/cli.js',
    'run',
    `${story}/alert.json`,
    '--replay',
    `${story}/evidence`,
    '--answers',
    `${story}/answers.yaml`,
    '--no-input',
  ],
  { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
);
const report = stdout.trim();
if (report) {
  const firstScreen = readFileSync(report, 'utf8').split('\n').slice(0, 60).join('\n');
  console.log(`\n${firstScreen}\n…\n\nThe whole report: ${report}`);
}
process.exitCode = status ?? 1;
