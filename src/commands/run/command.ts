import { tlpLabels } from '../../domain/handling.js';
import { usageError } from '../../errors.js';
import { type Subcommand, withCaseDir, withWork } from '../frame/options.js';
import { performUntilStopped } from '../frame/perform.js';
import { performWork } from '../frame/perform-work.js';
import type { RunOptions } from './prepare.js';

const examples = `
Examples:
  casefile run alert.json --input changeWindows=2023-06-14T18:00Z/2023-06-14T22:00Z --responder "A. Meyer"
  casefile run alert.json --input changeWindows=changes.ics --zone Europe/Berlin
  casefile run alert.json --plan                     before anything runs: what would run, with hashes
  casefile run alert.json --plan --json              the same as one document
`;

export const run: Subcommand = (program) => {
  // `--input k=v` and `--no-input` share commander's attribute `input`, so each has its own event listener.
  const inputs: string[] = [];
  let asks = true;
  return withWork(withCaseDir(program.command('run').argument('[alert]', 'alert file (JSON), - for standard input')))
    .description('start a case from an alert')
    .option('--playbook <id|dir>', 'playbook to use; without it the alert decides')
    .option('--input <key=value>', 'an input of the playbook (repeatable)')
    .option('--zone <zone>', 'time zone for calendar entries that name none, e.g. Europe/Berlin')
    .option('--join [case]', 'add the alert to the open case of this host and playbook')
    .option('--new-case', 'open another case, even if one is open for this host and playbook')
    .option('--case-ref <text>', 'your own reference for the case, e.g. a ticket number')
    .option('--tlp <label>', `who can read it: ${tlpLabels.join(', ')}`)
    .option('--legal-hold', 'preserve everything that could be evidence: actions that destroy it are withheld')
    .option('--plan', 'print what would be done (steps, collectors, command line), and start or write nothing')
    .on('option:input', (value: string) => inputs.push(value))
    .on('option:no-input', () => {
      asks = false;
    })
    .addHelpText('after', examples)
    .action((alert: string | undefined, given: Omit<RunOptions, 'inputs'> & { plan?: boolean }) => {
      const options = { ...given, input: asks, inputs };
      if (given.plan)
        return performUntilStopped(options, async (signal) => {
          const [{ planRun }, { planText }] = await Promise.all([import('./plan/plan.js'), import('./plan/text.js')]);
          const document = await planRun(alert ?? needsAlert(), options, signal);
          return { document, text: planText(document) };
        });
      return performWork(options, async (signal) =>
        (await import('./run.js')).runAlert(alert ?? needsAlert(), options, signal),
      );
    });
};

function needsAlert(): never {
  throw usageError('alert-missing', {
    what: 'No alert was named',
    expected: 'a file with the alert as JSON, or - for standard input',
    next: 'casefile run alert.json',
  });
}
