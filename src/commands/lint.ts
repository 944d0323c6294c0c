import { factFunctions } from '../analysis/index.js';
import { lintPlaybook, listPlaybooks } from '../playbook/load.js';
import { formatProblem } from '../playbook/problems.js';
import { print } from '../terminal/print.js';
import { playbooksRoot } from './package-root.js';
import { playbookDir } from './playbooks.js';

/** `casefile lint`: checks playbooks and lists everything that is wrong in them; returns the number of problems. */
export function lint(named: string[]): number {
  const dirs = named.length > 0 ? named.map(playbookDir) : listPlaybooks(playbooksRoot).map(({ dir }) => dir);
  const problems = dirs.flatMap((dir) => lintPlaybook(dir, { factFunctions }));
  for (const problem of problems) print(formatProblem(problem));
  print(`${dirs.length} ${dirs.length === 1 ? 'playbook' : 'playbooks'}, ${problems.length} problems`);
  return problems.length;
}
