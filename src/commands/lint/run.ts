import { factFunctions } from '../../analysis/index.js';
import { attachmentKinds } from '../../attachments/index.js';
import { playbookDir, shippedPlaybooks } from '../../casework/playbooks.js';
import { scriptsOf } from '../../casework/script-check.js';
import { openPowerShell } from '../../collectors/powershell/source.js';
import { checkScripts, type ScriptCheck } from '../../collectors/script-check/check-scripts.js';
import { KnownError } from '../../errors.js';
import { lintPlaybook } from '../../playbook/load.js';
import { formatProblem, type Problem } from '../../playbook/problems.js';
import { print } from '../../terminal/print.js';

/**
 * `casefile lint`: checks playbooks and their scripts, prints every problem and returns how many there are. Without a
 * PowerShell it prints that the scripts were not checked.
 * @throws KnownError exit 8 when the named PowerShell isn't one.
 */
export async function lintPlaybooks(
  named: string[],
  { powershell }: { powershell?: string },
  signal: AbortSignal,
): Promise<number> {
  const dirs = named.length > 0 ? named.map(playbookDir) : shippedPlaybooks().map(({ dir }) => dir);
  const problems: Problem<string>[] = dirs.flatMap((dir) => lintPlaybook(dir, { factFunctions, attachmentKinds }));
  const scripts = await lintScripts(dirs, powershell, signal);
  if ('problems' in scripts) problems.push(...scripts.problems);
  for (const problem of problems) print(formatProblem(problem));
  if ('notRun' in scripts) print(`Collector scripts were not checked: ${scripts.notRun}.`);
  print(`${dirs.length} ${dirs.length === 1 ? 'playbook' : 'playbooks'}, ${problems.length} problems`);
  return problems.length;
}

async function lintScripts(dirs: string[], powershell: string | undefined, signal: AbortSignal): Promise<ScriptCheck> {
  const scripts = new Map(dirs.flatMap(scriptsOf).map((script) => [script.file, script]));
  try {
    return await checkScripts(openPowerShell(powershell), [...scripts.values()], signal);
  } catch (error) {
    if (powershell !== undefined || !(error instanceof KnownError)) throw error;
    return { notRun: `${error.parts.what}; name one with --powershell PATH` };
  }
}
