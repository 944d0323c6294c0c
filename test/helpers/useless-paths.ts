import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { example, newFolder } from './casefile.js';

export const open = () => {
  const dir = newFolder();
  chmodSync(dir, 0o777);
  return dir;
};
const alert = example('hcm-adfs-tunnel', 'alert.json');
export const recorded = ['--replay', example('hcm-adfs-tunnel', 'evidence')];
export const run = (...more: string[]) => ['run', alert, '--no-input', '--case-dir', open(), ...more];

/** Every place of the command line that takes a path. */
export const ways: { [way: string]: (path: string, of: { case: string; bag: string }) => string[] } = {
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
export function places(): { [name: string]: string } {
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

export const absence = /There is no |No cases|does not exist/;

/** An empty file can be hashed or written over with answers, and an empty folder can hold cases and bags. */
export const good = new Set([
  'run --save-answers an empty file',
  'unseal DIR an empty folder',
  'seal --output an empty folder',
  'attach FILE an empty file',
  'list --case-dir an empty folder',
  'run --case-dir an empty folder',
  'doctor --case-dir an empty folder',
]);
