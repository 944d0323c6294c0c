import { type Command, Option } from 'commander';

/** Adds one subcommand to the program: its arguments, options, help with examples, and what it runs. */
export type Subcommand = (program: Command) => Command;

/** A subcommand about one case; `[case]` may be left out when there is only one. */
export const caseCommand = (program: Command, name: string, argument = '[case]'): Command =>
  withCaseDir(program.command(name).argument(argument, 'case id or folder'));

/** Where cases are kept. */
export const withCaseDir = (command: Command): Command =>
  command.option('--case-dir <dir>', 'folder that contains the cases', process.env['CASEFILE_CASE_DIR'] ?? 'cases');

export const json = (): Option => new Option('--json', 'print one JSON document on standard output');

/** How scripts reach PowerShell. */
export const transport = (): Option =>
  new Option(
    '--transport <how>',
    'send scripts as text on standard input (command), or run them as signed files (file)',
  ).choices(['command', 'file']);

/** For subcommands that write into a case. */
export const forceUnlock = (): Option =>
  new Option('--force-unlock', 'take over a case that a process on another machine holds; the journal records it');

export const publicKey = (): Option =>
  new Option('--public-key <key>', 'minisign public key that must have signed the bag: a file, or the key itself');

/** What the subcommands share that walk a responder through a playbook. */
export const withWork = (command: Command): Command =>
  command
    .option('--responder <name>', 'your name; the journal also records the operating-system account')
    .option('--answers <file>', 'answers file (YAML), - for standard input')
    .option('--save-answers <file>', 'save the answers you give as an answers file')
    .option('--no-input', 'never ask; a missing answer is exit 4')
    .option('--replay <dir|bag>', 'take evidence from a folder or a sealed case instead of this host')
    .addOption(publicKey())
    .option('--powershell <path>', 'path of the PowerShell to use')
    .addOption(transport())
    .option('--host-is <reason>', 'why this is the right host although the alert names another')
    .option('--trust-playbook <sha256>', "run the case's own playbook, which you have read, although it is not shipped")
    .option('--allow-unchecked', "run a playbook that isn't shipped although the check refuses its scripts")
    .option('--budget <time>', 'stop after this time, e.g. 9m; the case can be resumed')
    .option('--fail-on <level>', 'exit 10 when the verdict is this level or a worse one')
    .addOption(forceUnlock())
    .addOption(json());
