import type { PhrasingContent } from 'mdast';
import type { EvidenceItem } from '../../../domain/evidence.js';
import type { FileRef } from '../../../domain/file.js';
import type { JournalEntry } from '../../../domain/journal.js';
import type { Case } from '../../model/case.js';
import { unfinishedAttempts } from '../../model/collectors.js';
import { type Cell, cappedTable, list, paragraph } from '../../nodes/blocks.js';
import { cite, refs } from '../../nodes/refs.js';
import { listed, say, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { count } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** What casefile itself left on the examined host, as far as the case knows, and what it does not know. */
export const footprint: Section = {
  id: 'footprint-of-the-tool',
  title: 'Footprint of the tool',
  render: (record) => {
    const engines = processesOf(record.evidence);
    if (engines.length === 0) return [];
    return [
      paragraph(
        words('What casefile itself did on the examined host, so that nobody takes its traces for someone else’s.'),
      ),
      ...cappedTable(
        ['Process', 'Started (UTC)', 'Account', 'Ran', 'Evidence'],
        engines.map(row),
        'the headers of the evidence files',
      ),
      list([...started(record), files(record), logs]),
    ];
  },
};

/** One PowerShell process, and what it ran. */
interface EngineRun {
  first: EvidenceItem;
  items: EvidenceItem[];
}

function processesOf(evidence: EvidenceItem[]): EngineRun[] {
  const runs = new Map<string, EngineRun>();
  for (const item of evidence) {
    const { engine } = item.header;
    if (!engine) continue;
    const key = JSON.stringify([engine.computer, engine.pid, engine.now]);
    const run = runs.get(key) ?? { first: item, items: [] };
    run.items.push(item);
    runs.set(key, run);
  }
  return [...runs.values()];
}

const row = ({ first: { header }, items }: EngineRun): Cell[] => {
  const engine = header.engine!;
  const own = engine.own.find(({ pid }) => pid === engine.pid);
  return [
    say`PowerShell ${value(engine.psVersion)}, pid ${words(engine.pid === null ? 'not known' : String(engine.pid))}`,
    own ? utc(own.started) : say`not known; answered at ${utc(engine.now)}`,
    value(engine.user),
    listed([...new Set(items.map((item) => item.header.collector))].map((collector) => value(collector))),
    refs(items.map((item) => item.header.evidence)),
  ];
};

/** How the processes were started, and the processes that no evidence names. */
function started(record: Case): PhrasingContent[][] {
  const parents = new Map(
    record.evidence.flatMap(({ header: { engine, evidence } }) =>
      (engine?.own ?? []).flatMap(({ pid, started: at }) =>
        pid === engine!.pid ? [] : [[`${pid} ${at}`, { pid, at, evidence }] as const],
      ),
    ),
  );
  const late = record.evidence.filter(({ footer }) => footer?.reason === 'timedOut');
  return [
    record.evidence.some(({ header }) => header.engine && !header.origin)
      ? say`How: casefile started PowerShell with the constant command line of psl/1. One more process asked which host answers: before the case was opened, and each time it was resumed with collectors left to run. That is ${asked(record.journal)} in all. The journal does not have their process ids.`
      : say`How: this case replayed evidence that was collected earlier. It started nothing on the host. The table shows the processes of the recording, as far as the recording names them.`,
    ...[...parents.values()].map(
      ({ pid, at, evidence }) => say`casefile itself ran there: pid ${pid}, started ${utc(at)}${cite([evidence])}.`,
    ),
    say`Each PowerShell process runs ${value('whoami.exe')} once, for account and rights. The journal does not record these.`,
    ...(late.length > 0
      ? [
          say`At ${words(count(late.length, 'deadline'))}, casefile ended the process tree (on Windows with ${value('taskkill.exe')})${cite(late.map(({ header }) => header.evidence))}.`,
        ]
      : []),
  ];
}

/** One process before the case was opened, and one each time the case was resumed with collectors left to run. */
function asked(journal: JournalEntry[]): number {
  let times = 1;
  let resumed = false;
  for (const { type } of journal) {
    if (type === 'RESUMED') resumed = true;
    if (type === 'COLLECTING' && resumed) {
      times += 1;
      resumed = false;
    }
  }
  return times;
}

/** What is known about the collectors' scripts. */
function scripts({ opened }: Case): PhrasingContent[] {
  const { scripts } = opened.data;
  if (!scripts) return say`Collectors use only commands that read, and ${value('casefile lint')} checks that.`;
  const unshipped = say`The installation did not ship this playbook.`;
  return scripts.checked
    ? [
        ...unshipped,
        ...say` Its scripts passed the check of ${value('casefile lint')}: they use only commands that read.`,
      ]
    : [
        ...unshipped,
        ...say` Its scripts were not checked, or did not pass: ${value(scripts.why ?? 'no reason given')}. What they did on the host is only known from their text.`,
      ];
}

/** Files that the journal names. The report isn't one of them, because its own entry comes after it. */
function files(record: Case): PhrasingContent[] {
  const refsOf = (entry: JournalEntry): FileRef[] => {
    if (entry.type === 'OPENED') return [entry.data.alert, ...entry.data.playbook.files];
    return entry.type !== 'REPORTED' && 'file' in entry.data ? [entry.data.file] : [];
  };
  const written = record.journal.flatMap(refsOf);
  const open = unfinishedAttempts(record.journal).length;
  const bytes = written.reduce((sum, ref) => sum + ref.bytes, 0);
  const left = open > 0 ? `, ${count(open, 'attempt')} without an end` : '';
  return say`Written: ${words(count(written.length, 'file'))} of ${words(count(bytes, 'byte'))} that the journal names${words(left)}, the journal itself, and this report. While someone works on the case, there are also a lock and 16 KiB that are kept free for the last journal entry. All of this is in the case folder. The journal does not say on which volume that folder was. ${scripts(record)} What Windows did was not recorded.`;
}

const logs: PhrasingContent[] = say`Not recorded here: what Windows itself wrote because these processes ran. Depending on its settings, this is in the PowerShell logs (400, 403 and 600; with script block logging also 4104, which contains the text of every script), in process creation (Security 4688, Sysmon 1), in Prefetch, and in the memory of security products. Reading a log adds no record to it. If files or keys are audited, reading them can add records (4656, 4663).`;
