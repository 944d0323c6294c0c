import { tlpLabels } from '../../domain/handling.js';
import { exitCodes, KnownError } from '../../errors.js';
import { finish } from '../frame/finish.js';
import { inform } from '../frame/inform.js';
import { withWork } from '../frame/options.js';
import type { Subcommand } from '../frame/types.js';
import type { RunOptions } from './prepare.js';

const examples = `
Examples:
  casefile run alert.json --input changeWindows=2023-06-14T18:00Z/2023-06-14T22:00Z --responder "A. Meyer"
  casefile run alert.json --input changeWindows=changes.ics --zone Europe/Berlin
  casefile run alert.json --plan                     before anything runs on the host: what, with which hashes
  casefile run alert.json --plan --json              the same as one document
`;

export const run: Subcommand = (program) => {
  // `--input k=v` and `--no-input` share commander's attribute `input`, so each is heard by its own event.
  const inputs: string[] = [];
  let asks = true;
  return withWork(program.command('run').argument('[alert]', 'alert file (JSON), - for standard input'))
    .description('start a case from an alert')
    .option('--playbook <id|dir>', 'playbook to use; without it the alert decides')
    .option('--input <key=value>', 'an input of the playbook (repeatable)')
    .option('--zone <zone>', 'zone of times in files of change windows that name none, e.g. Europe/Berlin')
    .option('--join [case]', 'add the alert to the open case of this host and playbook')
    .option('--new-case', 'open another case although one is open for this host and playbook')
    .option('--case-ref <text>', 'your own reference of the case, e.g. a ticket')
    .option('--tlp <label>', `who may read it: ${tlpLabels.join(', ')}`)
    .option('--legal-hold', 'nothing that could be evidence may be destroyed: actions that do are withheld')
    .option('--plan', 'print what would be done: steps, collectors, command line; start and write nothing')
    .on('option:input', (value: string) => inputs.push(value))
    .on('option:no-input', () => {
      asks = false;
    })
    .addHelpText('after', examples)
    .action(async (alert: string | undefined, options: Omit<RunOptions, 'inputs'> & { plan?: boolean }) => {
      if (options.plan)
        return inform(options, async (signal) => {
          const [{ plan }, { planText }] = await Promise.all([import('./plan/plan.js'), import('./plan/text.js')]);
          const document = await plan(alert ?? needsAlert(), { ...options, input: asks, inputs }, signal);
          return { exit: exitCodes.done, document, text: planText(document) };
        });
      await finish(options, async (signal) => {
        const { run } = await import('./run.js');
        return run(alert ?? needsAlert(), { ...options, input: asks, inputs }, signal);
      });
    });
};

function needsAlert(): never {
  throw new KnownError(exitCodes.usage, 'alert-missing', {
    what: 'No alert was named',
    expected: 'a file with the alert as JSON, or - for standard input',
    next: 'casefile run alert.json',
  });
}
