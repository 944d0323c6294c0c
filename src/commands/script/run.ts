import { load, playbookDir } from '../../casework/playbooks.js';
import { usageError } from '../../errors.js';
import { preludeOf, scriptOf } from '../../playbook/scripts.js';

/**
 * `casefile script`: a collector as one script that runs by hand. It does what the engine's runner does: defines the
 * functions of the prelude, then calls the collector with the parameters it is given.
 * @throws KnownError exit 2 when there is no such playbook or collector.
 */
export function printScript(named: string, collector: string): string[] {
  const playbook = load(playbookDir(named));
  const names = Object.keys(playbook.collectors);
  if (!names.includes(collector))
    throw usageError('collector-not-found', {
      what: `The playbook ${playbook.id} has no collector ${collector}`,
      where: playbook.dir,
      expected: `one of ${names.join(', ')}`,
      next: 'Name a collector, such as: casefile script azure-hybrid-connection-manager service',
    });
  const script = scriptOf(playbook, playbook.collectors[collector]!.script);
  const prelude = preludeOf(playbook);
  return [
    `# The collector ${collector} of the playbook ${playbook.id} ${playbook.version}, to run by hand.`,
    ...(prelude ? [`# ${prelude.path}, sha256 ${prelude.sha256}`, '. {', ...linesOf(prelude.text), '}'] : []),
    `# ${script.path}, sha256 ${script.sha256}`,
    '& {',
    ...linesOf(script.text),
    '} @args',
  ];
}

const linesOf = (text: string): string[] => text.trimEnd().split(/\r?\n/);
