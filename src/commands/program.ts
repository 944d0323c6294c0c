import { Command } from 'commander';
import { tool } from '../package.js';
import { answer, print } from '../terminal/print.js';
import { subcommands } from './index.js';

const epilogue = `
Examples:
  casefile run alert.json                                   on the suspect host, at a terminal
  casefile run alert.json --answers answers.yaml --no-input --json     from a script
  casefile run alert.json --replay evidence                 elsewhere, on evidence collected before
  casefile run alert.json --plan                            what that would do; starts nothing
  casefile doctor                                           can a case be run well on this host?
  casefile resume                                           go on after Ctrl-C or a reboot
  casefile seal CASE --zip --sign casefile.key              hand the case on so that a change shows

Exit codes: 0 done, 1 bug, 2 usage or invalid playbook, 3 finished with gaps (collectors failed or not run, an
attachment unavailable), 4 input needed or budget used up (resumable), 5 verification failed, 6 case locked,
7 storage, 8 preflight (no PowerShell, wrong host), 10 --fail-on reached, 70 died early, 130/143 signals.
`;

/** The command line: the help, and every subcommand. Options keep what they heard, so each run needs one of its own. */
export function commandLine(): Command {
  const program = new Command(tool.name)
    .description(
      'Walks a responder from a security alert to an incident report in which every claim points at evidence.',
    )
    .version(tool.version)
    .addHelpText('after', epilogue)
    .configureOutput({
      writeErr: (text) => print(...text.trimEnd().split('\n')),
      writeOut: (text) => answer(...text.trimEnd().split('\n')),
      // A message says what was typed; the one line break in it that is the library's own stands before its proposal.
      outputError: (text) => print(...text.trimEnd().split(/\n(?=\(Did you mean [^\n]*$)/)),
    })
    .showHelpAfterError('(see --help)')
    .exitOverride();
  for (const add of subcommands) add(program);
  return program;
}
