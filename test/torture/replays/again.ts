import { chmodSync, cpSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { casefile, cli, newFolder, type Ran, root } from '../../helpers/casefile.js';
import { inLanes } from '../lanes.js';
import { shuffled } from '../order.js';
import { type Environment, environments } from './environments.js';

/** What was made of finished cases in many environments, and where it was not what it was at first. */
export interface Again {
  environments: number;
  tried: number;
  wrong: string[];
}

/** What is asked of a case; each gives the same bytes wherever it is asked. `{dir}` is where the case lies. */
const questions = [
  ['report', '{dir}', '--stdout'],
  ['report', '{dir}', '--format', 'csv', '--stdout'],
  ['verify', '{dir}', '--json'],
];

const clock = join(root, 'test/torture/replays/other-clock.mjs');

function run(args: string[], { env, cwd, wrap = [], clock: off }: Environment): Promise<Ran> {
  const node = [process.execPath, ...(off === undefined ? [] : ['--import', clock]), cli];
  return casefile(args, {
    command: [...wrap, ...node],
    env: { ...env, ...(off === undefined ? {} : { CASEFILE_CLOCK_OFF: String(off) }) },
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** A copy of the case as this environment has it: everybody may read it, its files were made in another order. */
function placed(dir: string, place: Environment['place'], seed: number): string {
  const parent = newFolder();
  const target = join(parent, place === undefined ? 'case' : 'ein Fall, \u00fcbrigens \u6587');
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  for (const file of shuffled(files, seed)) cpSync(join(dir, file), join(target, file), { recursive: true });
  const writable = place === 'readOnly' ? 0 : 0o200;
  for (const path of [...files.map((file) => join(target, file)), target]) {
    if (place === 'old') utimesSync(path, 1, 1);
    chmodSync(path, (statSync(path).isDirectory() ? 0o555 : 0o444) | writable);
  }
  chmodSync(parent, 0o755);
  if (place !== 'linked') return target;
  symlinkSync(target, join(parent, 'link'));
  return join(parent, 'link');
}

/** Where the case lies is all that may differ in an answer. */
const withoutPlace = (text: string): string => text.replace(/^ {2}"dir": ".*"/m, '  "dir": "<dir>"');

/** A case and where everybody may read it, and what it answered to each question at first. */
interface Asked {
  dir: string;
  base: string;
  answers: Map<string[], string>;
}

const ask = (question: string[], environment: Environment, dir: string): Promise<Ran> =>
  run(
    question.map((arg) => (arg === '{dir}' ? dir : arg)),
    environment,
  );

async function askFirst(dir: string, seed: number): Promise<Asked> {
  const answers = new Map<string[], string>();
  for (const question of questions) {
    const { code, stdout, stderr } = await ask(question, { name: 'here' }, dir);
    if (code !== 0) throw new Error(stderr);
    answers.set(question, withoutPlace(stdout));
  }
  return { dir, base: placed(dir, undefined, seed), answers };
}

/**
 * Asks finished cases in turn for their report in so many environments, and in some of them for timeline and
 * verification: the same bytes, whoever asks, wherever, whenever.
 */
export async function askAgain(dirs: string[], count: number, seed: number): Promise<Again> {
  const cases: Asked[] = [];
  for (const dir of dirs) cases.push(await askFirst(dir, seed));
  const wrong = cases.flatMap(({ dir, answers }) =>
    answers.get(questions[0]!) === readFileSync(join(dir, 'report/report.md'), 'utf8')
      ? []
      : [`${dir}: the report is not the one that the run wrote`],
  );
  const jobs = environments(count, seed).flatMap((environment, n) =>
    questions
      .filter((_, q) => q === 0 || n % 20 === q)
      .map((question) => ({ environment, question, asked: cases[n % cases.length]! })),
  );
  await inLanes(jobs, async ({ environment, question, asked }) => {
    const dir = environment.place ? placed(asked.dir, environment.place, seed) : asked.base;
    const { code, stdout, stderr } = await ask(question, environment, dir);
    if (code !== 0 || withoutPlace(stdout) !== asked.answers.get(question))
      wrong.push(`${environment.name}: ${question.join(' ')} is another one: ${code} ${stderr}`);
  });
  return { environments: count, tried: jobs.length, wrong };
}
