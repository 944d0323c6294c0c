import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { root } from './casefile.js';
import { type Expected, type Outcome, outcomeOf } from './expected.js';
import { sharedRun } from './shared-run.js';

export interface Scenario {
  /** `<playbook>: <folder>`, or `examples: <folder>`. */
  title: string;
  playbook: string;
  dir: string;
  expected: Expected;
}

const foldersIn = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir).map((name) => join(dir, name)) : []);

const scenarioIn = (of: string, dir: string): Scenario => {
  const expected = parse(readFileSync(join(dir, 'expected.yaml'), 'utf8')) as Expected;
  return { title: `${of}: ${basename(dir)}`, playbook: expected.playbook ?? of, dir, expected };
};

/** The stories of the README: scenarios whose report is kept, and whose alert finds its playbook. */
export const examples: Scenario[] = foldersIn(join(root, 'examples')).map((dir) => scenarioIn('examples', dir));

/** Every scenario of every playbook, and the examples: found by its folder, no code per playbook. */
export const scenarios: Scenario[] = [
  ...foldersIn(join(root, 'playbooks')).flatMap((playbook) =>
    foldersIn(join(playbook, 'tests')).map((dir) => scenarioIn(basename(playbook), dir)),
  ),
  ...examples,
];

/** Arguments of a run of a scenario, on its recorded evidence or on a PowerShell. */
export const scenarioRun = ({ playbook, dir, expected }: Scenario, cases: string, powershell?: string): string[] => [
  ...['run', join(dir, 'alert.json'), '--case-dir', cases, '--no-input', '--json'],
  ...(expected.playbook ? [] : ['--playbook', playbook]),
  ...(powershell ? ['--powershell', powershell] : ['--replay', join(dir, 'evidence')]),
  ...(existsSync(join(dir, 'answers.yaml')) ? ['--answers', join(dir, 'answers.yaml')] : []),
  ...(expected.options ?? []),
];

/** A scenario on its recorded evidence: one run for all test files. */
export const sharedOutcome = async (scenario: Scenario): Promise<Outcome> =>
  outcomeOf((await sharedRun(scenario.title, (cases) => scenarioRun(scenario, cases))).result);
