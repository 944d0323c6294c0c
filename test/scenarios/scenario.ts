import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../helpers/casefile.js';
import { evidenceOf, fileOf } from './evidence.js';
import type { Expected } from './expected.js';

export interface Scenario {
  /** `<playbook>: <folder>`, or `examples: <folder>`. */
  title: string;
  playbook: string;
  dir: string;
  expected: Expected;
  /** Can its collectors run, on a simulated host? */
  hasHost: boolean;
}

const foldersIn = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir).map((name) => join(dir, name)) : []);

const scenarioIn = (of: string, dir: string): Scenario => {
  const expected = parse(readFileSync(join(dir, 'expected.yaml'), 'utf8')) as Expected;
  return {
    title: `${of}: ${basename(dir)}`,
    playbook: expected.playbook ?? of,
    dir,
    expected,
    hasHost: existsSync(join(dir, 'host')),
  };
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
export function scenarioRun({ playbook, dir, expected }: Scenario, cases: string, powershell?: string): string[] {
  const answers = fileOf(dir, 'answers.yaml');
  return [
    ...['run', fileOf(dir, 'alert.json')!, '--case-dir', cases, '--no-input', '--json'],
    ...(expected.playbook ? [] : ['--playbook', playbook]),
    ...(powershell ? ['--powershell', powershell] : ['--replay', evidenceOf(dir)]),
    ...(answers ? ['--answers', answers] : []),
    ...(expected.options ?? []),
  ];
}
