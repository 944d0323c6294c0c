#!/usr/bin/env node
// Pessimistic from the first line: an event loop that runs dry (a closed terminal) must not look like success.
process.exitCode = 70;

import { existsSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import type * as Attach from './commands/attach.js';
import type { DoctorOptions } from './commands/doctor/index.js';
import type * as Handover from './commands/handover.js';
import { playbooksRoot, tool } from './commands/package-root.js';
import type { RunOptions } from './commands/prepare.js';
import type { ReportOptions } from './commands/report.js';
import type * as Review from './commands/review.js';
import type { ReviseOptions } from './commands/revise.js';
import type { SealOptions } from './commands/seal/types.js';
import type { SharedOptions } from './commands/setup.js';
import type { Worked } from './commands/work.js';
import { handlingOf, handlingText, tlpLabels } from './domain/handling.js';
import { exitCodes, KnownError, Stopped } from './errors.js';
import {
  answer,
  answerBytes,
  answerJson,
  onReaderGone,
  print,
  printErrorMark,
  printPainted,
} from './terminal/print.js';

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

const program = new Command(tool.name)
  .description('Walks a responder from a security alert to an incident report in which every claim points at evidence.')
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

const withCases = (command: Command) =>
  command.option('--case-dir <dir>', 'parent folder of cases', process.env['CASEFILE_CASE_DIR'] ?? 'cases');

const transport = () =>
  new Option(
    '--transport <how>',
    'send scripts as text on standard input, or run them as (signed) files; default command',
  ).choices(['command', 'file']);

const forceUnlock = () =>
  new Option(
    '--force-unlock',
    'take the case over from a process that cannot be seen from here; the journal says from whom',
  );

const withWork = (command: Command) =>
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
    .option('--budget <time>', 'stop resumable after this time, e.g. 9m')
    .option('--fail-on <level>', 'exit 10 when the verdict is this level or a worse one')
    .addOption(forceUnlock())
    .option('--json', 'one JSON document on standard output');

// `--input k=v` and `--no-input` share commander's attribute `input`, so each is heard by its own event.
const inputs: string[] = [];
let asks = true;

withWork(program.command('run').argument('[alert]', 'alert file (JSON), - for standard input'))
  .description('start a case from an alert')
  .option('--playbook <id|dir>', 'playbook to use; without it the alert decides')
  .option('--input <key=value>', 'an input of the playbook (repeatable)')
  .option('--zone <zone>', 'zone of times in files of change windows that name none, e.g. Europe/Berlin')
  .option('--new-case', 'open another case although one is open for this host and playbook')
  .option('--case-ref <text>', 'your own reference of the case, e.g. a ticket')
  .option('--tlp <label>', `who may read it: ${tlpLabels.join(', ')}`)
  .option('--legal-hold', 'nothing that could be evidence may be destroyed: actions that do are withheld')
  .option('--plan', 'print what would be done: steps, collectors, command line; start and write nothing')
  .on('option:input', (value: string) => inputs.push(value))
  .on('option:no-input', () => {
    asks = false;
  })
  .addHelpText(
    'after',
    `
Examples:
  casefile run alert.json --input changeWindows=2023-06-14T18:00Z/2023-06-14T22:00Z --responder "A. Meyer"
  casefile run alert.json --input changeWindows=changes.ics --zone Europe/Berlin
  casefile run alert.json --plan                     before anything runs on the host: what, with which hashes
  casefile run alert.json --plan --json              the same as one document
`,
  )
  .action(async (alert: string | undefined, options: Omit<RunOptions, 'inputs'> & { plan?: boolean }) => {
    if (options.plan)
      return inform(options, async (signal) => {
        const [{ plan }, { planText }] = await Promise.all([
          import('./commands/plan/index.js'),
          import('./commands/plan/text.js'),
        ]);
        const document = await plan(alert ?? needsAlert(), { ...options, input: asks, inputs }, signal);
        return { exit: exitCodes.done, document, text: planText(document) };
      });
    await finish(options, async (signal) => {
      const { run } = await import('./commands/run.js');
      return run(alert ?? needsAlert(), { ...options, input: asks, inputs }, signal);
    });
  });

withWork(program.command('resume').argument('[case]', 'case id or folder'))
  .description('go on with a case')
  .action(async (named: string | undefined, options: SharedOptions) => {
    await finish(options, async (signal) => (await import('./commands/resume.js')).resume(named, options, signal));
  });

withWork(program.command('revise').argument('<case>', 'case id or folder').argument('<question>', 'id of the question'))
  .description('change an answer, with a reason; what rests on it is asked again')
  .requiredOption('--reason <text>', 'why the answer is changed; the report shows both')
  .action(async (named: string, question: string, options: ReviseOptions) => {
    await finish(options, async (signal) =>
      (await import('./commands/revise.js')).revise(named, question, options, signal),
    );
  });

withCases(program.command('handover').argument('[case]', 'case id or folder'))
  .description('give a case to the next responder, and print what is open in it')
  .requiredOption('--to <name>', 'who goes on with it')
  .option('--note <text>', 'what the next responder should know; the report shows it')
  .option('--responder <name>', 'who hands it over; without it, whose case it is')
  .addOption(forceUnlock())
  .option('--json', 'one JSON document on standard output')
  .action(async (named: string | undefined, options: Parameters<typeof Handover.handover>[1] & { json?: boolean }) =>
    inform(options, async () => {
      const { handover, handoverText } = await import('./commands/handover.js');
      const document = handover(named, options);
      return { exit: exitCodes.done, document, text: handoverText(document) };
    }),
  );

withCases(program.command('attach').argument('<case>', 'case id or folder').argument('<files...>', 'files to hash'))
  .description('journal name, size and SHA-256 of files that stay with you')
  .option('--hash-only', 'needed: files that rules read are attached at the step that asks for them')
  .option('--note <text>', 'what they are; the report shows it')
  .option('--responder <name>', 'who holds them; without it, whose case it is')
  .option('--json', 'one JSON document on standard output')
  .action(
    async (named: string, files: string[], options: Parameters<typeof Attach.attachHashes>[2] & { json?: boolean }) =>
      inform(options, async () => {
        const { attachHashes, attachText } = await import('./commands/attach.js');
        const document = attachHashes(named, files, options);
        return { exit: exitCodes.done, document, text: attachText(document) };
      }),
  );

withCases(program.command('review').argument('[case]', 'case id or folder'))
  .description('put a second name under the verdict and the decisions on actions')
  .requiredOption('--by <name>', 'who reviewed it: none of those who decided')
  .option('--because <text>', 'what the review rests on')
  .addOption(forceUnlock())
  .option('--json', 'one JSON document on standard output')
  .action(async (named: string | undefined, options: Parameters<typeof Review.review>[1] & { json?: boolean }) =>
    inform(options, async () => {
      const { review, reviewText } = await import('./commands/review.js');
      const document = review(named, options);
      return { exit: exitCodes.done, document, text: reviewText(document) };
    }),
  );

withCases(program.command('report').argument('[case]', 'case id or folder'))
  .description('make the report again, in any state of the case')
  .option('--format <format>', 'md: the report; csv: the whole timeline, one line a moment', 'md')
  .option('--stdout', 'print it instead of writing it into the case folder')
  .addOption(forceUnlock())
  .action(async (named: string | undefined, options: ReportOptions & { stdout?: boolean }) => {
    const { report, reportText } = await import('./commands/report.js');
    if (options.stdout) answerBytes(reportText(named, options));
    else answer(report(named, options));
    process.exitCode = 0;
  });

withCases(program.command('verify').argument('[case]', 'case id or folder'))
  .description('check journal, alert, playbook, evidence, attachments, analyses and report against each other')
  .option('--head <hash>', 'head hash that was noted when the case was worked on: the journal must hold it')
  .option('--json', 'one JSON document on standard output')
  .action(async (named: string | undefined, options: { caseDir: string; head?: string; json?: boolean }) => {
    const { verify } = await import('./commands/verify.js');
    const { entries, ...result } = verify(named, options);
    if (options.json) answerJson({ schema: 'casefile/verification@1', entries: entries.length, ...result });
    process.exitCode = result.differences.length === 0 ? exitCodes.done : exitCodes.verification;
  });

withCases(program.command('seal').argument('[case]', 'case id or folder'))
  .description('make a bag (BagIt 1.0) of a case that verifies, to be kept or handed on; the case stays as it is')
  .option('--zip', 'one zip archive instead of a folder')
  .option('--output <path>', 'the bag to make; without it CASE.bag or CASE.bag.zip beside the case')
  .option('--sign <keyfile>', 'sign it with a minisign secret key; its password is asked for')
  .option('--json', 'one JSON document on standard output')
  .addHelpText(
    'after',
    `
Examples:
  casefile seal CASE                                a folder CASE.bag; \`sha256sum -c manifest-sha256.txt\` in it checks it
  casefile seal CASE --zip --output E:\\case.zip     one file
  minisign -G -p casefile.pub -s casefile.key       once: a key pair (free software; the public key is for receivers)
  casefile seal CASE --zip --sign casefile.key      signed inside, and beside it as CASE.bag.zip.minisig
  minisign -V -p casefile.pub -m CASE.bag.zip       how anybody checks it

The password of a key is taken from CASEFILE_KEY_PASSWORD where that is set, and asked for at a terminal where it is not.
Exit codes: 0 sealed, 2 something lies there already, 4 no password, 5 the case does not verify, 6 it is in use, 7 storage.
`,
  )
  .action(async (named: string | undefined, options: SealOptions & { json?: boolean }) =>
    inform(options, async (signal) => {
      const [{ seal }, { sealText }] = await Promise.all([
        import('./commands/seal/index.js'),
        import('./commands/seal/text.js'),
      ]);
      const document = await seal(named, options, signal);
      print(...sealText(document));
      return { exit: exitCodes.done, document, text: [document.bag] };
    }),
  );

withCases(program.command('unseal').argument('<bag>', 'folder or zip archive').argument('[dir]', 'case folder to make'))
  .description('check a bag to its last byte, and put the case in it into a new folder')
  .option('--public-key <key>', 'minisign public key that it must be signed with: a file, or the key itself')
  .option('--json', 'one JSON document on standard output')
  .addHelpText(
    'after',
    `
Examples:
  casefile unseal CASE.bag.zip                      into a folder named as the case, below --case-dir
  casefile unseal CASE.bag.zip received --public-key casefile.pub
  casefile run alert.json --replay CASE.bag.zip     the same checks; its evidence answers instead of a host

Nothing is written before paths, sizes, manifests and signature are checked; nothing is written over.
Exit codes: 0 done, 2 no bag there or DIR exists, 5 the bag is refused (unsafe, not whole, signature), 7 storage.
`,
  )
  .action(
    async (bag: string, dir: string | undefined, options: { caseDir: string; publicKey?: string; json?: boolean }) =>
      inform(options, async (signal) => {
        const { unseal, unsealText } = await import('./commands/unseal.js');
        const document = await unseal(bag, dir, options, signal);
        print(...unsealText(document));
        return { exit: exitCodes.done, document, text: [document.dir] };
      }),
  );

program
  .command('version')
  .description('what this installation is: version, hash of its files, Node.js, playbooks')
  .option('--json', 'one JSON document on standard output')
  .addHelpText(
    'after',
    `
Examples:
  casefile version                                  for people
  casefile version --json                           for an inventory, or to compare two installations
`,
  )
  .action(async (options: { json?: boolean }) =>
    inform(options, async () => {
      const { version, versionText } = await import('./commands/version.js');
      const document = version();
      return { exit: exitCodes.done, document, text: versionText(document) };
    }),
  );

withCases(program.command('list'))
  .description('list cases, or playbooks')
  .option('--playbooks', 'list playbooks')
  .action(async (options: { caseDir: string; playbooks?: boolean }) => {
    const { casesTable, playbooksTable } = await import('./commands/list.js');
    const lines = options.playbooks ? playbooksTable() : casesTable(options.caseDir);
    if (lines.length > 0) answer(...lines);
    else print(`No cases in ${options.caseDir}. \`casefile run ALERT\` starts one.`);
    process.exitCode = 0;
  });

withCases(program.command('doctor'))
  .description('can a case be run well on this host? engine, rights, clock, logs, disk, transport; changes nothing')
  .option('--powershell <path>', 'PowerShell to look at, by path')
  .addOption(transport())
  .option('--reference-time <time>', 'what time it is by a clock that you trust (ISO-8601 with a zone)')
  .option('--json', 'one JSON document on standard output')
  .addHelpText(
    'after',
    `
Examples:
  casefile doctor --case-dir E:\\cases                        before a case, on the suspect host
  casefile doctor --reference-time 2025-02-11T04:00:00Z      how far the host's clock is off
  casefile doctor --json                                     from a script

Exit codes: 0 a case can be run, 3 it can, with warnings, 8 it cannot be run well.
`,
  )
  .action(async (options: DoctorOptions & { json?: boolean }) =>
    inform(options, async (signal) => {
      const { doctor, diagnosisText } = await import('./commands/doctor/index.js');
      const document = await doctor(options, signal);
      return { exit: document.exit, document, text: diagnosisText(document) };
    }),
  );

program
  .command('lint')
  .argument('[playbook...]', 'playbook ids or folders; without one, all that are shipped')
  .option('--powershell <path>', 'PowerShell whose parser reads the collector scripts, by path')
  .description('check playbooks and their collector scripts')
  .action(async (named: string[], options: { powershell?: string }) => {
    const { signal } = untilStopped();
    const problems = await (await import('./commands/lint.js')).lint(named, options, signal);
    process.exitCode = problems === 0 ? exitCodes.done : exitCodes.usage;
  });

program
  .command('graph')
  .argument('<playbook>', 'playbook id or folder')
  .description('print the steps of a playbook as a Mermaid flowchart')
  .action(async (named: string) => {
    const [{ graph }, { load, playbookDir }] = await Promise.all([
      import('./commands/graph.js'),
      import('./commands/playbooks.js'),
    ]);
    answer(...graph(load(playbookDir(named))));
    process.exitCode = 0;
  });

function needsAlert(): never {
  throw new KnownError(exitCodes.usage, 'alert-missing', {
    what: 'No alert was named',
    expected: 'a file with the alert as JSON, or - for standard input',
    next: 'casefile run alert.json',
  });
}

/** A signal to stop at the first Ctrl-C or request to end; the second ends at once. */
function untilStopped(): AbortController {
  const abort = new AbortController();
  const stop = (reason: 'SIGINT' | 'SIGTERM' | 'SIGBREAK' | 'SIGHUP', exit: number) => () => {
    if (abort.signal.aborted) process.exit(exit);
    print('', 'Stopping. What was recorded is kept; the same again ends at once.');
    abort.abort(new Stopped(reason, exit));
  };
  process.on('SIGINT', stop('SIGINT', 130));
  process.on('SIGTERM', stop('SIGTERM', 143));
  process.on('SIGHUP', stop('SIGHUP', 129));
  process.on('SIGBREAK', stop('SIGBREAK', 130));
  return abort;
}

/** Runs what only looks: its answer is a text for people, or one document; a mistake is one as well. */
async function inform(
  { json }: { json?: boolean },
  look: (signal: AbortSignal) => Promise<{ exit: number; document: object; text: string[] }>,
): Promise<void> {
  const { signal } = untilStopped();
  try {
    const { exit, document, text } = await look(signal);
    if (json) answerJson(document);
    else answer(...text);
    process.exitCode = exit;
  } catch (error) {
    const { resultOf } = await import('./commands/outcome.js');
    const failure = signal.aborted ? signal.reason : error;
    const result = resultOf(null, null, failure);
    explain(failure);
    if (json) answerJson(result);
    process.exitCode = result.exit;
  }
}

/** Runs work that can be interrupted, and ends with its exit code: the answer on stdout, the rest on stderr. */
async function finish(options: SharedOptions, action: (signal: AbortSignal) => Promise<Worked>): Promise<void> {
  const abort = untilStopped();
  const { resultOf } = await import('./commands/outcome.js');
  let worked: Worked | null = null;
  let failure: unknown = null;
  try {
    if (options.budget !== undefined) {
      const { parseBudget } = await import('./commands/setup.js');
      setTimeout(() => abort.abort(new Stopped('budget', exitCodes.waiting)), parseBudget(options.budget)).unref();
    }
    worked = await action(abort.signal);
    failure = worked.error;
  } catch (error) {
    failure = abort.signal.aborted ? abort.signal.reason : error;
  }
  const result = resultOf(worked?.view ?? null, worked?.report ?? null, failure, options.failOn);
  if (failure !== null) explain(failure);
  if (worked) summarise(worked, result.exit);
  if (options.json) answerJson(result);
  else if (worked?.report) answer(worked.report);
  process.exitCode = result.exit;
}

function summarise({ view, report }: Worked, exit: number): void {
  const { verdict } = view.state.context;
  print();
  if (verdict)
    printPainted('bold', `Verdict: ${verdict.level}${verdict.overridden ? ` (proposed: ${verdict.proposed})` : ''}`);
  const handling = handlingText(handlingOf(view.journal));
  if (handling) print(`Handle:  ${handling}`);
  print(`Report:  ${report ?? 'not written'}`);
  print(`Head:    ${view.journal.at(-1)!.hash}   (note it elsewhere: it seals the journal)`);
  if (exit === exitCodes.gaps) print('Finished with gaps: see "Coverage and limits" in the report.');
  if (view.due.kind !== 'end') print(`Go on:   casefile resume "${view.dir}"`);
}

/** A command line that commander refused still gets its JSON document. */
async function answerUsageError({ code, message }: CommanderError): Promise<void> {
  const { resultOf } = await import('./commands/outcome.js');
  answerJson(resultOf(null, null, new KnownError(exitCodes.usage, code, { what: message })));
}

/** Lines of a message after the first are indented: what it quotes may hold a line break, and must not look like a line of ours. */
const below = (text: string): string[] => text.split('\n').map((line, n) => (n === 0 ? line : `    ${line}`));

/** Tells what is wrong, where, what was expected and what to do next. */
function explain(error: unknown): void {
  if (error instanceof KnownError) {
    const { what, where, expected, next } = error.parts;
    printErrorMark();
    print(...below(`${what} [${error.code}]`));
    if (where) print(...below(`  where:    ${where}`));
    if (expected) print(...below(`  expected: ${expected}`));
    if (next) print(...below(`  next:     ${next}`));
  } else if (error instanceof Stopped) print(error.message);
  else
    print(
      `This is a bug in ${tool.name} ${tool.version}:`,
      ...below(`  ${error instanceof Error ? error.stack : String(error)}`),
    );
}

/** Tells of an error that ends the process; its exit code. */
function fail(error: unknown): number {
  explain(error);
  return error instanceof KnownError || error instanceof Stopped ? error.exit : exitCodes.bug;
}

// What Node.js would write by itself holds texts that came from elsewhere: it goes through the sink, too.
process.on('uncaughtException', (error) => process.exit(fail(error)));
if (process.listenerCount('warning') > 0) {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => print(`warning: ${name}: ${message}`));
}
// A reader that went away (`| head`) is no failure of ours, and no success either: the exit code stays what it was.
// Where nobody reads the progress any more, the work goes on, and the exit code tells how it ended.
onReaderGone((error) => process.exit(error.code === 'EPIPE' ? process.exitCode : exitCodes.storage));
// Libraries for colour look at TERM alone, never at whether the stream is a terminal.
if (!process.stderr.isTTY && !process.env['FORCE_COLOR']) process.env['NO_COLOR'] = '1';

try {
  if (!existsSync(playbooksRoot)) print(`warning: ${playbooksRoot} is missing; reinstall ${tool.name}`);
  if (process.argv.length <= 2) program.outputHelp();
  if (process.argv.length <= 2) process.exitCode = 0;
  else await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
    if (error.exitCode !== 0 && process.argv.includes('--json')) await answerUsageError(error);
  } else {
    process.exitCode = fail(error);
  }
}
