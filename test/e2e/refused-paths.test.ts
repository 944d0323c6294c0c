import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { casefile, cli, example, newFolder, replayOf } from '../helpers/casefile.js';
import { can, nobody } from '../torture/replays/environments.js';

/** Root may look everywhere, so it asks as somebody else. */
const asker = process.getuid?.() === 0 ? nobody : [];
const command = [...asker, process.execPath, cli];

const open = () => {
  const dir = newFolder();
  chmodSync(dir, 0o777);
  return dir;
};
const alert = example('hcm-adfs-tunnel', 'alert.json');
const recorded = ['--replay', example('hcm-adfs-tunnel', 'evidence')];
const run = (...more: string[]) => ['run', alert, '--no-input', '--case-dir', open(), ...more];

/** Every place of the command line that takes a path. */
const ways: { [way: string]: (path: string, of: { case: string; bag: string }) => string[] } = {
  'run ALERT': (path) => ['run', path, '--no-input', '--case-dir', open()],
  'run --case-dir': (path) => ['run', alert, ...recorded, '--no-input', '--case-dir', path],
  'run --replay': (path) => run('--replay', path),
  'run --answers': (path) => run(...recorded, '--answers', path),
  'run --save-answers': (path) => run(...recorded, '--save-answers', path),
  'run --playbook': (path) => run(...recorded, '--playbook', path),
  'run --powershell': (path) => run('--powershell', path),
  'run --input': (path) => run(...recorded, '--input', `changeWindows=${join(path, 'changes.ics')}`),
  resume: (path) => ['resume', path, '--no-input'],
  revise: (path) => ['revise', path, 'traffic', '--reason', 'x', '--no-input'],
  handover: (path) => ['handover', path, '--to', 'x'],
  review: (path) => ['review', path, '--by', 'x', '--because', 'x'],
  report: (path) => ['report', path],
  verify: (path) => ['verify', path],
  'attach CASE': (path) => ['attach', path, alert, '--hash-only'],
  'attach FILE': (path, of) => ['attach', of.case, path, '--hash-only'],
  'seal CASE': (path) => ['seal', path],
  'seal --output': (path, of) => ['seal', of.case, '--output', join(path, 'bag')],
  'seal --sign': (path, of) => ['seal', of.case, '--output', join(open(), 'bag'), '--sign', path],
  'unseal BAG': (path) => ['unseal', path, join(open(), 'case')],
  'unseal DIR': (path, of) => ['unseal', of.bag, join(path, 'case')],
  'list --case-dir': (path) => ['list', '--case-dir', path],
  'doctor --case-dir': (path) => ['doctor', '--case-dir', path],
  'doctor --powershell': (path) => ['doctor', '--powershell', path],
  lint: (path) => ['lint', path],
  'lint --powershell': (path) => ['lint', '--powershell', path],
  graph: (path) => ['graph', path],
};

/** A path that this account may not look into, and paths that are the wrong kind of thing. */
function places(): { [name: string]: string } {
  const dir = open();
  const denied = join(dir, 'denied');
  mkdirSync(denied);
  writeFileSync(join(denied, 'file'), '');
  chmodSync(denied, 0);
  writeFileSync(join(dir, 'file'), '');
  mkdirSync(join(dir, 'empty'));
  return {
    denied,
    'below denied': join(denied, 'file'),
    'an empty file': join(dir, 'file'),
    'an empty folder': join(dir, 'empty'),
    'nothing, below a file': join(dir, 'file/none'),
    'a name that is too long': join(dir, 'x'.repeat(300)),
    'a device': '/dev/full',
  };
}

const absence = /There is no |No cases|does not exist/;

/** An empty file can be hashed or written over with answers, and an empty folder can hold cases and bags. */
const good = new Set([
  'run --save-answers an empty file',
  'unseal DIR an empty folder',
  'seal --output an empty folder',
  'attach FILE an empty file',
  'list --case-dir an empty folder',
  'run --case-dir an empty folder',
  'doctor --case-dir an empty folder',
]);

describe.runIf(process.platform === 'linux' && can(...asker, 'test', '-r', cli))('a path that is of no use', () => {
  const of = { case: '', bag: join(open(), 'bag') };
  beforeAll(async () => {
    of.case = (await casefile(replayOf('hcm-adfs-tunnel', open()), { command })).result.dir!;
    await casefile(['seal', of.case, '--output', of.bag], { command });
  }, 60_000);

  it.each(Object.keys(ways))(
    'of %s is told, and no bug; what may not be looked at is not called absent',
    async (way) => {
      const wrong = Object.entries(places()).map(async ([name, path]) => {
        const { code, stdout, stderr } = await casefile(ways[way]!(path, of), { command });
        const said = `${name}: exit ${code}\n${stdout}\n${stderr}`;
        const told = good.has(`${way} ${name}`) ? code !== 1 : [2, 5, 7, 8].includes(code!);
        return told && !(/denied/.test(name) && absence.test(said)) ? [] : [said];
      });
      expect((await Promise.all(wrong)).flat()).toEqual([]);
    },
    120_000,
  );
});

it.runIf(process.platform === 'linux')('a folder that is gone is no bug of what was started in it', () => {
  const gone = join(newFolder(), 'gone');
  const script = 'mkdir "$1"; cd "$1"; rmdir "$1"; exec "$2" "$3" list';
  const ran = spawnSync('sh', ['-c', script, 'sh', gone, process.execPath, cli], { encoding: 'utf8' });
  expect(ran.stderr).toContain('[folder-gone]');
  expect(ran.status).toBe(2);
});

describe('answers that cannot be saved in the end', () => {
  /** Nothing shows it before: the name is free, and its temporary neighbour is taken. */
  const blocked = () => {
    const file = join(newFolder(), 'answers.yaml');
    mkdirSync(`${file}.part`);
    return file;
  };

  it('leave the report as it was written, and are exit 7', async () => {
    const ran = await casefile([...replayOf('hcm-adfs-tunnel', newFolder()), '--save-answers', blocked()]);
    expect(ran.result).toMatchObject({ exit: 7, error: { code: 'answers-unsaved' } });
    expect(existsSync(ran.result.report!)).toBe(true);
  });

  it('are told beside what the case waits for', async () => {
    const ran = await casefile(run(...recorded, '--save-answers', blocked()));
    expect(ran.code).toBe(4);
    expect(ran.stderr).toMatch(/The answers cannot be saved \(.*EISDIR/);
  });
});
