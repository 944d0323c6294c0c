import { basename } from 'node:path';
import { openedOf } from '../../case/resume.js';
import type { CaseView } from '../../casework/case-view.js';
import type { JournalEntry } from '../../domain/journal.js';
import { usageError } from '../../errors.js';
import { whyNotInteractive } from '../../terminal/interactive.js';
import { print } from '../../terminal/print.js';
import type { RunOptions } from './prepare.js';

/**
 * Which open case an alert joins; null = it gets a case of its own. A case folder can come from anybody, so joining is
 * never silent: a person at the terminal chooses, a script says --join.
 * @throws KnownError exit 2 when --join can't be done.
 */
export async function chooseCase(open: CaseView[], options: RunOptions, signal: AbortSignal): Promise<CaseView | null> {
  const wanted = options.join !== undefined;
  if (wanted && options.newCase) throw contradiction();
  if (options.newCase) return null;
  if (wanted) return named(open, options);
  const same = open.filter((view) => isLive(view) === (options.replay === undefined));
  for (const view of open) print(...introduce(view));
  if (same.length === 0 || options.answers !== undefined || whyNotInteractive(!options.input) !== null) {
    if (open.length > 0) print(`This alert gets a case of its own. ${hintFor(same)}`);
    return null;
  }
  const { pick } = await import('../../terminal/prompt.js');
  const choices = same.map((view): [string, string] => [view.dir, `join ${basename(view.dir)}`]);
  const chosen = await pick('Where does this alert belong?', [['', 'open a case of its own'], ...choices], signal);
  return same.find(({ dir }) => dir === chosen) ?? null;
}

/** What to do to join; a live run never joins a replay, nor a replay a live case. */
const hintFor = (same: CaseView[]): string =>
  same.length > 0
    ? 'To add it to an open case instead: --join CASE'
    : 'It cannot join: a live run joins only a live case, a replay only a replay.';

/** The case that `--join` means: the one it names, or the only one. */
function named(open: CaseView[], { join, replay }: RunOptions): CaseView | null {
  const found = typeof join === 'string' ? open.filter(({ dir }) => basename(dir) === basename(join)) : open;
  if (found.length === 0 && join === true) return null;
  if (found.length !== 1)
    throw usageError('join-which', {
      what: found.length === 0 ? `No open case of this host and playbook is called ${join}` : 'Several cases are open',
      expected: `one of: ${open.map(({ dir }) => basename(dir)).join(', ') || 'no case is open'}`,
      next: 'Name one: --join CASE. Without --join the alert gets a case of its own.',
    });
  const [view] = found as [CaseView];
  print(...introduce(view));
  if (isLive(view) === (replay === undefined)) return view;
  throw usageError('join-refused', {
    what: `The case ${basename(view.dir)} is ${kindOf(view)}, and this run is ${replay === undefined ? 'live' : 'a replay'}`,
    where: view.dir,
    expected: 'a case whose evidence comes from the same kind of source',
    next: 'Leave out --join: the alert then gets a case of its own.',
  });
}

const methodOf = ({ journal, dir }: CaseView) => openedOf(journal, dir).data.method;
const isLive = (view: CaseView): boolean => methodOf(view).kind !== 'replay';
const kindOf = (view: CaseView): string => (isLive(view) ? 'live' : 'a replay');

/** Who opened a case, when and on what, and which answers it already has. */
function introduce(view: CaseView): string[] {
  const { at, data } = openedOf(view.journal, view.dir);
  const { answers, verdict } = view.state.context;
  const given = Object.keys(answers);
  const hosts = new Set(view.journal.flatMap((entry) => hostOf(entry) ?? []));
  return [
    `Open case ${basename(view.dir)}, for this host and playbook:`,
    `  opened    ${at} by ${data.responder} (account ${data.account})`,
    `  host      ${[...hosts].join(', ') || 'nothing collected yet'}`,
    `  evidence  ${isLive(view) ? 'collected live' : `replayed from ${data.method.from}`}`,
    `  answered  ${given.length === 0 ? 'nothing' : given.join(', ')}${verdict ? `; verdict ${verdict.level}` : ''}`,
  ];
}

const hostOf = (entry: JournalEntry): string | null => (entry.type === 'COLLECTED' ? entry.data.host : null);

const contradiction = () =>
  usageError('join-and-new-case', {
    what: '--join and --new-case contradict each other',
    expected: 'one of them',
    next: 'casefile run alert.json --join, or casefile run alert.json --new-case',
  });
