import { Command } from 'commander';
import { tool } from '../package.js';
import { answerHelp, print } from '../terminal/print.js';
import { attach } from './attach/command.js';
import { doctor } from './doctor/command.js';
import type { Subcommand } from './frame/options.js';
import { graph } from './graph/command.js';
import { handover } from './handover/command.js';
import { lint } from './lint/command.js';
import { list } from './list/command.js';
import { report } from './report/command.js';
import { resume } from './resume/command.js';
import { review } from './review/command.js';
import { revise } from './revise/command.js';
import { run } from './run/command.js';
import { script } from './script/command.js';
import { seal } from './seal/command.js';
import { unseal } from './unseal/command.js';
import { verify } from './verify/command.js';
import { version } from './version/command.js';

/** In the order of the help. */
const subcommands: Subcommand[] = [
  run,
  resume,
  revise,
  handover,
  attach,
  review,
  report,
  verify,
  seal,
  unseal,
  version,
  list,
  doctor,
  lint,
  graph,
  script,
];

const examples = `
Examples:
  casefile doctor                                 can a case be run on this host?
  casefile run alert.json --plan                  what a run would do
  casefile run alert.json                         run it, on the suspect host
  casefile run alert.json --replay evidence       on evidence collected before
  casefile run alert.json --answers answers.yaml --json         from a script
  casefile resume                                 after Ctrl-C or a reboot
  casefile seal CASE --zip --sign casefile.key    to pass the case on

Exit codes:
  0   done                                5    verification failed
  1   bug                                 6    the case is locked
  2   wrong usage or invalid playbook     7    storage failed
  3   finished, with gaps in evidence     8    no PowerShell, or wrong host
  4   input needed, or no time left       10   --fail-on reached
  70  died early                          130, 143   stopped by a signal

A case that ended with 4, 7, 70, 130 or 143 can be resumed. A gap is a collector
that failed or did not run, or a file that could not be provided.
`;

/** The command line: its help, and every subcommand. Options keep what they were given, so each run needs a new one. */
export function commandLine(): Command {
  const program = new Command(tool.name)
    .description(
      'Guides a responder from a security alert to an incident report. Every claim in the report points at evidence.',
    )
    .version(tool.version)
    .addHelpText('after', examples)
    .configureOutput({
      writeErr: (text) => print(...text.trimEnd().split('\n')),
      writeOut: answerHelp,
      // A message quotes what was typed. The library's own line break in it is the one before its proposal.
      outputError: (text) => print(...text.trimEnd().split(/\n(?=\(Did you mean [^\n]*$)/)),
    })
    .showHelpAfterError('(see --help)')
    .exitOverride();
  for (const add of subcommands) add(program);
  return program;
}
