import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

// Records the evidence of examples and scenarios: runs the real collectors on the simulated host, and says what a run on
// this evidence gives. Folders without a host keep their evidence. The report of an example is updated by
// npx vitest run test/playbooks.test.ts -u; read it before it is committed.
const folders = process.argv.slice(2);
if (folders.length === 0)
  throw new Error('Name the folders to record: npm run record -- examples/hcm-adfs-tunnel playbooks/*/tests/*');

for (const folder of folders) {
  const file = (name) => join(folder, name);
  const expected = existsSync(file('expected.yaml')) ? parse(readFileSync(file('expected.yaml'), 'utf8')) : {};
  const playbook = /playbooks\/([^/]+)\/tests\//.exec(resolve(folder).replaceAll('\\', '/'))?.[1];
  const cases = mkdtempSync(join(tmpdir(), 'casefile-'));
  const run = (source, env = {}) => {
    const args = ['run', file('alert.json'), '--no-input', '--json', '--new-case', '--case-dir', cases, ...source];
    if (existsSync(file('answers.yaml'))) args.push('--answers', file('answers.yaml'));
    if (!expected.playbook) args.push('--playbook', playbook);
    args.push(...(expected.options ?? []));
    const { stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    const result = JSON.parse(stdout);
    if ((result.error?.code ?? null) !== (expected.error ?? null)) throw new Error(`${folder}: ${stdout}${stderr}`);
    return result;
  };

  if (existsSync(file('host')) && !expected.error) {
    const live = run(['--powershell', 'test/windows/pwsh'], { SIMULATED_HOST: file('host') });
    rmSync(file('evidence'), { recursive: true, force: true });
    mkdirSync(file('evidence'));
    for (const name of readdirSync(join(live.dir, 'evidence')))
      copyFileSync(join(live.dir, 'evidence', name), file(`evidence/${name}`));
  }
  const result = run(['--replay', file('evidence')]);
  console.log(`${folder}: ${result.verdict?.level ?? result.error?.code ?? result.status}, exit ${result.exit}`);
}
