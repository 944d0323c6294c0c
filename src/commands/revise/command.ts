import { caseCommand, type Subcommand, withWork } from '../frame/options.js';
import { performWork } from '../frame/perform-work.js';
import type { ReviseOptions } from './run.js';

const examples = `
Examples:
  casefile revise CASE approvedChange --reason "the change was for another host"
`;

export const revise: Subcommand = (program) =>
  withWork(caseCommand(program, 'revise', '<case>').argument('<question>', 'id of the question'))
    .description('change an answer, with a reason; what depends on it is asked again')
    .requiredOption('--reason <text>', 'why the answer changes; the report shows both answers')
    .addHelpText('after', examples)
    .action((named: string, question: string, options: ReviseOptions) =>
      performWork(options, async (signal) => (await import('./run.js')).reviseAnswer(named, question, options, signal)),
    );
