import { cpSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { genesis } from '../../../src/case/journal/line.js';
import { sha256 } from '../../../src/files/hash.js';
import { newFolder, root } from '../../helpers/casefile.js';
import { everywhere, jsonBombs, type Payload, yamlBombs, zipBombs } from './payloads.js';
import { type Ended, runWatched } from './run.js';

/** A way by which bytes that others made come into the command. */
export interface Door {
  name: string;
  payloads: { [name: string]: Payload };
  /** Exit codes that are an answer to what is hostile here. */
  ends: number[];
  /** Puts the payload there and runs the command. @param finished a case that came to its end. */
  run(payload: Payload, finished: string): Promise<Ended>;
  /** Where the command goes on without it: does it say so? */
  says?: (ended: Ended) => boolean;
}

const inputs = join(root, 'test/torture/case');

/** The small case, with one of its parts in a place of its own; its attachment is read, and it takes change windows. */
function smallCase(): {
  folder: string;
  args: (parts?: { alert?: string; answers?: string; replay?: string }) => string[];
} {
  const folder = newFolder();
  cpSync(inputs, folder, { recursive: true });
  const playbook = join(folder, 'playbook/playbook.yaml');
  const text = readFileSync(playbook, 'utf8');
  writeFileSync(
    playbook,
    text
      .replace(
        '\ncollectors:',
        '\ninputs:\n  changeWindows: { type: intervals, default: [], about: approved windows }\n\ncollectors:',
      )
      .replace('\n  log:\n', '\n  log:\n    reads: azureActivityLog\n'),
  );
  return {
    folder,
    args: ({ alert = 'alert.json', answers = 'answers.yaml', replay = 'evidence' } = {}) => [
      ...['run', alert === '-' ? alert : join(folder, alert), '--playbook', join(folder, 'playbook')],
      ...['--replay', join(folder, replay), '--answers', join(folder, answers), '--no-input', '--json'],
      ...['--case-dir', join(folder, 'cases')],
    ],
  };
}

/** A report that came out all the same, with this in it. */
const reports =
  (pattern: RegExp) =>
  ({ stdout, stderr }: Ended): boolean => {
    try {
      return (
        pattern.test(stderr) || pattern.test(readFileSync((JSON.parse(stdout) as { report: string }).report, 'utf8'))
      );
    } catch {
      return false;
    }
  };

/** For a door that leads to the same reader as another one. */
const few = Object.fromEntries(Object.entries(everywhere).filter(([name]) => /pipe|zero$|folder|UTF-8/.test(name)));
const json = { ...everywhere, ...jsonBombs };
const yaml = { ...few, ...yamlBombs };

const alert: Door = {
  name: 'alert',
  payloads: json,
  ends: [2],
  run(payload) {
    const { folder, args } = smallCase();
    payload(join(folder, 'hostile.json'));
    return runWatched(args({ alert: 'hostile.json' }));
  },
};

const standardInput: Door = {
  name: 'standard input',
  payloads: Object.fromEntries(Object.entries(everywhere).filter(([name]) => !/pipe|folder/.test(name))),
  ends: [2],
  run(payload) {
    const { folder, args } = smallCase();
    payload(join(folder, 'hostile.json'));
    return runWatched(args({ alert: '-' }), join(folder, 'hostile.json'));
  },
};

const answers: Door = {
  name: 'answers file',
  payloads: yaml,
  ends: [2],
  run(payload) {
    const { folder, args } = smallCase();
    payload(join(folder, 'hostile.yaml'));
    return runWatched(args({ answers: 'hostile.yaml' }));
  },
};

const inPlaybook = (name: string, file: string, payloads: Door['payloads']): Door => ({
  name,
  payloads,
  ends: [2],
  run(payload) {
    const { folder, args } = smallCase();
    rmSync(join(folder, 'playbook', file), { force: true });
    payload(join(folder, 'playbook', file));
    return runWatched(args());
  },
});

const attachment: Door = {
  name: 'attachment',
  payloads: {
    ...json,
    'a table of 1,000,000 columns': (path) => writeFileSync(path, `${'a,'.repeat(1_000_000)}\n1,2\n`),
  },
  ends: [3, 4],
  run(payload) {
    const { folder, args } = smallCase();
    rmSync(join(folder, 'export.json'));
    payload(join(folder, 'export.json'));
    return runWatched(args());
  },
  says: reports(/not understood|attachment-unreadable/i),
};

const calendar = (extension: 'csv' | 'ics', beginning: string, line: string): Door => ({
  name: `calendar (${extension})`,
  payloads: {
    ...few,
    'as many lines as fit': (path) => writeFileSync(path, beginning + line.repeat(Math.floor(5_000_000 / line.length))),
    'one line of 5 MB': (path) => writeFileSync(path, `${beginning}${line.trimEnd().repeat(5_000_000 / line.length)}`),
  },
  ends: [2],
  run(payload) {
    const { folder, args } = smallCase();
    const file = join(folder, `windows.${extension}`);
    payload(file);
    return runWatched([...args(), '--input', `changeWindows=${file}`, '--zone', 'UTC']);
  },
});

const recording = (name: string, payloads: Door['payloads'], before: (file: string) => string): Door => ({
  name,
  payloads,
  ends: [3],
  run(payload) {
    const { folder, args } = smallCase();
    const file = join(folder, 'evidence/services.1.jsonl');
    const head = before(file);
    rmSync(file);
    payload(file);
    if (head !== '') prefix(file, head);
    return runWatched(args());
  },
  says: ({ stdout }) => /"services":\{"outcome":"failed"/.test(stdout.replaceAll(/\s/g, '')),
});

/** The bytes of a file of its own, no larger than can be put into another; null for what is none. */
function ordinary(path: string): Buffer | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size < 64 * 1024 * 1024 ? readFileSync(path) : null;
}

function prefix(file: string, line: string): void {
  const bytes = ordinary(file);
  if (bytes) writeFileSync(file, Buffer.concat([Buffer.from(line), bytes, Buffer.from('\n')]));
}

/** A copy of a finished case in which one file is another, with its hash in a chain that was hashed again. */
function caseWith(finished: string, file: string, payload: Payload): string {
  const dir = join(newFolder(), 'case');
  cpSync(finished, dir, { recursive: true });
  rmSync(join(dir, file), { force: true });
  payload(join(dir, file));
  return dir;
}

/** What a file holds, as the data of an entry with a good hash: whoever makes a case folder can do this. */
function asEntry(file: string): void {
  const bytes = ordinary(file);
  if (!bytes) return;
  const body = Buffer.concat([
    Buffer.from('{"v":1,"seq":1,"at":"2025-02-11T04:00:00.000Z","type":"OPENED","data":'),
    bytes,
    Buffer.from(`,"prev":"${genesis}"}`),
  ]);
  writeFileSync(file, Buffer.concat([body.subarray(0, -1), Buffer.from(`,"hash":"${sha256(body)}"}\n`)]));
}

const journal = (command: 'verify' | 'report' | 'handover', payloads: Door['payloads']): Door => ({
  name: `journal of a case (${command})`,
  payloads,
  ends: [5],
  run(payload, finished) {
    const dir = caseWith(finished, 'journal.jsonl', payload);
    asEntry(join(dir, 'journal.jsonl'));
    const more = command === 'report' ? ['--stdout'] : command === 'handover' ? ['--to', 'A. Meyer'] : [];
    return runWatched([command, dir, ...more]);
  },
  says: ({ stderr }) => /^journal /m.test(stderr),
});

const inCase = (name: string, file: string): Door => ({
  name,
  payloads: { ...few, ...jsonBombs },
  ends: [5],
  async run(payload, finished) {
    const dir = caseWith(finished, file, payload);
    rehash(dir, file);
    return runWatched(['report', dir, '--stdout']);
  },
});

/** Names a file by the hash that it has now, and hashes the chain again. */
function rehash(dir: string, file: string): void {
  const bytes = ordinary(join(dir, file));
  if (!bytes) return;
  rechain(dir, (data) => {
    const ref = data['file'] as { file: string; sha256: string; bytes: number } | undefined;
    if (ref?.file === file) Object.assign(ref, { sha256: sha256(bytes), bytes: bytes.length });
  });
}

/** Changes the data of entries, and gives each its hash. */
export function rechain(dir: string, change: (data: { [name: string]: unknown }, type: string) => void): void {
  const path = join(dir, 'journal.jsonl');
  let prev = genesis;
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { hash: _, ...body } = JSON.parse(line) as {
        data: { [name: string]: unknown };
        type: string;
        prev: string;
        hash: string;
      };
      change(body.data, body.type);
      const text = JSON.stringify({ ...body, prev });
      prev = sha256(text);
      return `${text.slice(0, -1)},"hash":"${prev}"}\n`;
    });
  writeFileSync(path, lines.join(''));
}

const list: Door = {
  name: 'list over a folder of them',
  payloads: { 'all of these': () => {} },
  ends: [0],
  run(_, finished) {
    const parent = newFolder();
    for (const [n, payload] of Object.values(json).entries()) {
      const dir = join(parent, `case-${n}`);
      cpSync(finished, dir, { recursive: true });
      rmSync(join(dir, 'journal.jsonl'));
      payload(join(dir, 'journal.jsonl'));
    }
    return runWatched(['list', '--case-dir', parent]);
  },
  says: ({ stdout }) =>
    stdout.trim().split('\n').length === Object.keys(json).length && !/ {2}(?!does not verify)\w/.test(stdout),
};

const bag = (command: 'unseal' | 'replay', payloads: Door['payloads']): Door => ({
  name: `bag (${command})`,
  payloads,
  ends: [2, 5],
  run(payload) {
    const { folder, args } = smallCase();
    payload(join(folder, 'bag.zip'));
    return runWatched(
      command === 'replay'
        ? args({ replay: 'bag.zip' })
        : ['unseal', join(folder, 'bag.zip'), join(folder, 'out'), '--json'],
    );
  },
});

const key: Door = {
  name: 'public key',
  payloads: few,
  ends: [2],
  run(payload) {
    const { folder } = smallCase();
    mkdirSync(join(folder, 'bag'));
    payload(join(folder, 'key.pub'));
    return runWatched(['unseal', join(folder, 'bag'), join(folder, 'out'), '--public-key', join(folder, 'key.pub')]);
  },
};

/** Every door. What is new to read is a line here. */
export const doors: Door[] = [
  alert,
  standardInput,
  answers,
  inPlaybook('playbook', 'playbook.yaml', yaml),
  inPlaybook('part of a playbook', 'findings.yaml', few),
  attachment,
  calendar('csv', 'start,end\n', 'x,y\n'),
  calendar('ics', 'BEGIN:VCALENDAR\n', 'X:y\n'),
  recording('recorded evidence', everywhere, () => ''),
  recording('row of recorded evidence', jsonBombs, (file) => `${readFileSync(file, 'utf8').split('\n')[0]}\n`),
  journal('verify', json),
  journal('report', few),
  journal('handover', few),
  inCase('evidence of a case', 'evidence/services.1.jsonl'),
  inCase('analysis of a case', 'analysis/1.json'),
  list,
  bag('unseal', { ...everywhere, ...zipBombs }),
  bag('replay', few),
  key,
];
