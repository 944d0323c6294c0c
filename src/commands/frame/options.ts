import { type Command, Option } from 'commander';

/** Where cases lie. */
export const withCases = (command: Command) =>
  command.option('--case-dir <dir>', 'parent folder of cases', process.env['CASEFILE_CASE_DIR'] ?? 'cases');

/** How scripts reach the engine. */
export const transport = () =>
  new Option(
    '--transport <how>',
    'send scripts as text on standard input, or run them as (signed) files; default command',
  ).choices(['command', 'file']);

/** For commands that write into a case. */
export const forceUnlock = () =>
  new Option(
    '--force-unlock',
    'take the case over from a process that cannot be seen from here; the journal says from whom',
  );

/** What commands share that walk a responder through a playbook. */
export const withWork = (command: Command) =>
  withCases(command)
    .option('--responder <name>', 'who answers, beside the operating-system account')
    .option('--answers <file>', 'answers file (YAML), - for standard input')
    .option('--save-answers <file>', 'write the answers given as an answers file')
    .option('--no-input', 'never ask: a missing answer is exit 4')
    .option('--replay <dir|bag>', 'take evidence from a folder or a sealed case instead of the host')
    .option(
      '--public-key <key>',
      'minisign public key that a replayed bag must be signed with: a file, or the key itself',
    )
    .option('--powershell <path>', 'PowerShell to use, by path')
    .addOption(transport())
    .option('--host-is <reason>', 'why this host is right although the alert names another')
    .option('--trust-playbook <sha256>', "run the case's own copy of a playbook that this installation does not ship")
    .option('--budget <time>', 'stop resumable after this time, e.g. 9m')
    .option('--fail-on <level>', 'exit 10 when the verdict is this level or a worse one')
    .addOption(forceUnlock())
    .option('--json', 'one JSON document on standard output');
