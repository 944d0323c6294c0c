import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../../src/casework/playbooks.js';
import { verifyWithReport } from '../../../src/commands/verify/run.js';
import { casefile, cli, newFolder, type Ran, root } from '../../helpers/casefile.js';
import { simulatedPwsh } from '../../helpers/engine.js';
import { casefile as inProcess } from '../../helpers/in-process.js';
import { mask } from '../../helpers/mask.js';

/**
 * What goes wrong at one change of the case folder: the process dies before it or in its middle, the power is cut before
 * it (bytes that were not synced are gone, and with `cutNames` names, too; see power.mjs), or it is refused.
 */
export type Fault =
  | 'kill'
  | 'killHalf'
  | 'cutBytes'
  | 'cutNames'
  | 'ENOSPC'
  | 'EDQUOT'
  | 'EIO'
  | 'EPERM'
  | 'EACCES'
  | 'EBUSY'
  | 'UNKNOWN'
  | 'ECONNRESET'
  | 'ENOTSUP'
  | 'EMFILE'
  | 'ENETUNREACH';

const preload = join(root, 'test/torture/changes/preload.mjs');
const inputs = join(root, 'test/torture/case');

/** For a resume of the small case: its playbook isn't shipped, so the command line says that it was read. */
export const trusted = (): string[] => ['--trust-playbook', load(join(inputs, 'playbook')).sha256];

/** Arguments of a run of the smallest case that has a step of every kind. */
const smallRun = (cases: string, answers: string = join(inputs, 'answers.yaml')): string[] => [
  ...['run', join(inputs, 'alert.json'), '--playbook', join(inputs, 'playbook'), '--replay', join(inputs, 'evidence')],
  ...['--answers', answers, '--no-input', '--json', '--case-dir', cases],
];

/** The same for resuming it. */
const smallResume = (dir: string): string[] => [
  ...['resume', dir, '--answers', join(inputs, 'answers.yaml'), '--no-input', '--json', ...trusted()],
];

/** A run in which the n-th change below its folder goes wrong, and what the folder and its journal had acknowledged. */
export interface FaultyRun {
  cases: string;
  ran: Ran;
  /** Changes that were made: `open /…/journal.jsonl`. */
  changes: string[];
  /** Journal entries that were synced when it ended. */
  acknowledged: number;
}

/** @param live runs the collectors on this simulated host, instead of replaying their evidence. */
export async function runFaulty(
  what: Fault,
  at: number,
  { times = 1, cases: named, live }: { times?: number; cases?: string; live?: { host: string } } = {},
): Promise<FaultyRun> {
  const folder = newFolder();
  // The folder of cases is one that the run has to make.
  const under = named ?? join(folder, 'on');
  const cases = named ?? join(under, 'cases');
  mkdirSync(under, { recursive: true });
  const log = join(folder, 'log');
  const args = smallRun(cases);
  if (live) args.splice(args.indexOf('--replay'), 2, '--powershell', simulatedPwsh);
  const ran = await casefile(args, {
    command: [process.execPath, '--import', preload, cli],
    env: {
      CASEFILE_FAULT: JSON.stringify({ under, at, what, times, log }),
      ...(live ? { SIMULATED_HOST: live.host } : {}),
    },
  });
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  return {
    ...{ cases, ran },
    changes: lines.flatMap((line) => /^op \d+ (.*)$/.exec(line)?.[1] ?? []),
    acknowledged: Number(lines.findLast((line) => line.startsWith('acknowledged'))?.split(' ')[1] ?? 0),
  };
}

/** Number of changes that an undisturbed run makes, and its report. */
export async function undisturbed(): Promise<{ changes: string[]; report: string }> {
  const { changes, ran } = await runFaulty('kill', 0);
  if (ran.code !== 0) throw new Error(ran.stderr);
  return { changes, report: readFileSync(ran.result.report!, 'utf8') };
}

/** A case that was worked on to its end; its folder. */
export async function finishedCase(cases: string): Promise<string> {
  const ran = await inProcess(smallRun(cases));
  if (ran.code !== 0) throw new Error(ran.stderr);
  return ran.result.dir!;
}

/** What became of a case after a fault: each is said in a sentence, and there must be none. */
export async function aftermath({ cases, acknowledged }: FaultyRun, report: string): Promise<string[]> {
  const [name] = existsSync(cases) ? readdirSync(cases) : [];
  const dir = join(cases, name ?? '');
  const journal = join(dir, 'journal.jsonl');
  if (!name || !existsSync(journal) || !readFileSync(journal, 'latin1').includes('\n'))
    return acknowledged > 0 ? [`${acknowledged} acknowledged entries are lost`] : [];
  const wrong: string[] = [];
  const kept = readFileSync(journal, 'latin1').split('\n').length - 1;
  if (kept < acknowledged) wrong.push(`${acknowledged - kept} acknowledged entries are lost`);
  const before = verifyWithReport(dir).differences;
  if (before.length > 0) wrong.push(`does not verify: ${JSON.stringify(before)}`);
  const resumed = await casefile(smallResume(dir));
  if (resumed.code !== 0) wrong.push(`does not resume: ${resumed.stderr}`);
  else if (masked(readFileSync(resumed.result.report!, 'utf8')) !== masked(report)) wrong.push('has another report');
  const after = verifyWithReport(dir);
  const left = after.unfinished.filter(({ file }) => !/^(?:journal\.torn$|evidence\/)/.test(file));
  if (after.differences.length + left.length > 0)
    wrong.push(`is not whole after resume: ${JSON.stringify([after.differences, left])}`);
  return wrong;
}

/** What rightly differs when a run was cut off: beside the mask's own, the attempt that has no end. */
export const masked = (text: string): string => mask(text, { interruptions: true, attempts: true });
