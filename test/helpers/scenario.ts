import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Json } from '../../src/domain/json.js';
import { root } from './casefile.js';

/**
 * What a scenario of a playbook must give: `playbooks/<id>/tests/<scenario>/expected.yaml`. Everything but `about` may
 * be left out; what is there is checked.
 */
export interface Expected {
  /** One sentence: what happened on this host. */
  about: string;
  exit?: number;
  verdict?: string;
  /** Code of the error that the run must end in, e.g. `wrong-host`; nothing else is checked then. */
  error?: string;
  /** Rule ids of findings that must be raised, and that must not be. */
  findings?: string[];
  noFindings?: string[];
  /** Dotted path into the facts (`installer.account`, `connections.0.class`) -> its value. */
  facts?: { [path: string]: Json };
  /** Collector -> outcome, or `outcome reason`. */
  coverage?: { [collector: string]: string };
  /** Texts that the report must hold, and that it must not. */
  says?: string[];
  never?: string[];
  /** Options of the run beyond alert, answers and source. */
  options?: string[];
}

export interface Scenario {
  playbook: string;
  name: string;
  dir: string;
  expected: Expected;
}

/** Every scenario of every playbook: found by its folder, no code per playbook. */
export const scenarios: Scenario[] = readdirSync(join(root, 'playbooks')).flatMap((playbook) => {
  const tests = join(root, 'playbooks', playbook, 'tests');
  if (!existsSync(tests)) return [];
  return readdirSync(tests).map((name) => {
    const dir = join(tests, name);
    return { playbook, name, dir, expected: parse(readFileSync(join(dir, 'expected.yaml'), 'utf8')) as Expected };
  });
});

/** Arguments of a run of a scenario, on its recorded evidence or on a PowerShell. */
export const scenarioRun = ({ playbook, dir, expected }: Scenario, cases: string, powershell?: string): string[] => [
  ...['run', join(dir, 'alert.json'), '--playbook', playbook, '--case-dir', cases, '--no-input', '--json'],
  ...(powershell ? ['--powershell', powershell] : ['--replay', join(dir, 'evidence')]),
  ...(existsSync(join(dir, 'answers.yaml')) ? ['--answers', join(dir, 'answers.yaml')] : []),
  ...(expected.options ?? []),
];

/** Follows a dotted path into a JSON value; undefined where it leads nowhere. */
export const at = (value: Json | undefined, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((inner, key) => (inner as { [key: string]: Json } | null)?.[key], value);
