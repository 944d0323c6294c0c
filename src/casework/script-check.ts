import type { ScriptText } from '../collectors/script-check/check-scripts.js';
import { checkScripts } from '../collectors/script-check/check-scripts.js';
import type { CollectorSource } from '../collectors/types.js';
import type { ScriptStatus } from '../domain/journal.js';
import { usageError } from '../errors.js';
import { bytesOf, listFiles, listShared, pathOf, preludeFile } from '../playbook/files.js';
import { formatProblem } from '../playbook/problems.js';
import type { Playbook } from '../playbook/types.js';
import { print } from '../terminal/print.js';
import { shippedPlaybook } from './playbooks.js';

/** Does this installation ship exactly this playbook? Its scripts are checked before each release. */
export const isShipped = ({ id, sha256 }: Playbook): boolean => shippedPlaybook(id)?.sha256 === sha256;

/**
 * Checks the scripts of a playbook that isn't shipped, as `casefile lint` does, before the first of them runs, and prints
 * what came of it. Null for a shipped playbook.
 * @throws KnownError exit 2 when the check refuses a script and the responder didn't allow that.
 */
export async function checkUnshipped(
  playbook: Playbook,
  source: CollectorSource,
  { allowUnchecked = false }: { allowUnchecked?: boolean },
  signal: AbortSignal,
): Promise<ScriptStatus | null> {
  if (isShipped(playbook)) return null;
  if (source.kind === 'replay') return { checked: false, why: 'no script runs when evidence is replayed' };
  const check = await checkScripts(source, usedScripts(playbook), signal);
  const notShipped = `casefile does not ship this playbook (${playbook.id} ${playbook.version}).`;
  if ('notRun' in check) {
    print(`warning: ${notShipped} Its scripts were not checked: ${check.notRun}.`);
    return { checked: false, why: check.notRun };
  }
  const count = check.problems.length;
  if (count === 0) {
    print(`${notShipped} Its scripts passed the check.`);
    return { checked: true, why: null };
  }
  if (!allowUnchecked)
    throw usageError('scripts-refused', {
      what: `The check of casefile lint refuses scripts of the playbook ${playbook.id} (problems: ${count})`,
      where: `\n${check.problems.slice(0, 10).map(formatProblem).join('\n')}`,
      expected: 'scripts that only read (docs/collector-scripts.md)',
      next: 'No script of it was run. Fix it, or run it nevertheless if you have read it: --allow-unchecked',
    });
  print(`warning: ${notShipped} Its scripts run although the check refuses them (problems: ${count}).`);
  return { checked: false, why: 'the check refused them, and the responder allowed them' };
}

function usedScripts({ dir, collectors }: Playbook): ScriptText[] {
  const used = [preludeFile, ...Object.values(collectors).map(({ script }) => script)].map((name) => pathOf(dir, name));
  return scriptsOf(dir).filter(({ file }) => used.includes(file));
}

/** The scripts of a playbook and of the shared folder next to it, each with the prelude that it runs behind. */
export function scriptsOf(dir: string): ScriptText[] {
  const textOf = (file: string) => bytesOf(pathOf(dir, file)).toString('utf8');
  const files = [...new Set([...listFiles(dir), ...listShared(dir)].map(({ file }) => file))];
  const prelude = files.includes(preludeFile) ? textOf(preludeFile) : undefined;
  return files
    .filter((file) => /\.ps1$/i.test(file))
    .map((file) => ({
      ...{ file: pathOf(dir, file), text: textOf(file) },
      prelude: file === preludeFile ? undefined : prelude,
    }));
}
