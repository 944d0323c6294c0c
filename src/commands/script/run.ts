import { load, playbookDir } from '../../casework/playbooks.js';
import { usageError } from '../../errors.js';
import { preludeOf, type ScriptFile, scriptOf } from '../../playbook/scripts.js';
import { answerBytes } from '../../terminal/print.js';

/**
 * `casefile script`: prints a collector as one script that runs by hand. It does what the runner does: it defines the
 * functions of the prelude, then calls the collector with the parameters it is given.
 * @throws KnownError exit 2 when there is no such playbook or collector, or a script isn't ASCII.
 */
export function printScript(named: string, collector: string): void {
  const playbook = load(playbookDir(named));
  const spec = Object.entries(playbook.collectors).find(([name]) => name === collector)?.[1];
  if (!spec)
    throw usageError('collector-not-found', {
      what: `The playbook ${playbook.id} has no collector ${collector}`,
      where: playbook.dir,
      expected: `one of ${Object.keys(playbook.collectors).join(', ')}`,
      next: 'Name a collector, such as: casefile script azure-hybrid-connection-manager service',
    });
  const prelude = preludeOf(playbook);
  const parts = [
    `# ${collector} of ${playbook.id} ${playbook.version}, to run by hand\n`,
    ...(prelude ? [headed(prelude), '. {\n', codeOf(prelude), '}\n'] : []),
    ...[headed(scriptOf(playbook, spec.script)), '& {\n', codeOf(scriptOf(playbook, spec.script)), '} @args\n'],
  ];
  // Code is printed as it is: what looks like a secret in it is a pattern that looks for secrets.
  answerBytes(Buffer.from(parts.join('')));
}

const headed = ({ path, sha256 }: ScriptFile): string => `# ${path}, sha256 ${sha256}\n`;

/** A script is ASCII, so a terminal finds nothing to obey in it. */
function codeOf({ text, file }: ScriptFile): string {
  if (/[^\t\r\n\x20-\x7e]/.test(text))
    throw usageError('script-not-ascii', {
      what: 'The script has characters that are not ASCII',
      where: file,
      expected: 'a script that casefile lint accepts',
      next: 'Run casefile lint on the playbook.',
    });
  return text.endsWith('\n') ? text : `${text}\n`;
}
