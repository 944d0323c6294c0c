import type { PhrasingContent } from 'mdast';
import type { EvidenceItem } from '../../../domain/evidence.js';
import type { FileRef } from '../../../domain/file.js';
import type { JournalEntry } from '../../../domain/journal.js';
import type { Case } from '../../model/case.js';
import { unfinishedAttempts } from '../../model/collectors.js';
import { type Cell, cappedTable, list, paragraph } from '../../nodes/blocks.js';
import { evidence as citing, refs } from '../../nodes/refs.js';
import { listed, say, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { count } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** What the tool itself left on the examined host, as far as the case knows it, and what it does not know. */
export const footprint: Section = {
  id: 'footprint-of-the-tool',
  title: 'Footprint of the tool',
  render: (record) => {
    const engines = processesOf(record.evidence);
    if (engines.length === 0) return [];
    return [
      paragraph(words('What the tool itself did on the examined host, so that nobody takes its traces for another’s.')),
      ...cappedTable(['Process', 'Started (UTC)', 'Account', 'Ran', 'Evidence'], engines.map(row), [
        words('the headers of the evidence files hold all'),
      ]),
      list([...started(record), files(record), logs]),
    ];
  },
};

/** One process of PowerShell, and what it ran. */
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

/** How they came to run, and the processes that no evidence names. */
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
      ? say`How: powershell was started with the constant command line of psl/1, by casefile. Before the case was opened, and whenever it was gone on with and something was left to collect, one more process asked who answers there: ${asked(record.journal)} in all, whose ids the journal does not hold.`
      : say`How: replay of evidence that was collected before. This case started nothing on the host; the table tells of the processes of the recording, as far as it holds them.`,
    ...[...parents.values()].map(
      ({ pid, at, evidence }) => say`casefile itself ran there: pid ${pid}, started ${utc(at)}${citing([evidence])}.`,
    ),
    say`Each process of PowerShell runs ${value('whoami.exe')} twice, for account and rights. The journal does not record these.`,
    ...(late.length > 0
      ? [
          say`At ${words(count(late.length, 'deadline'))} the process tree was ended (on Windows by ${value('taskkill.exe')})${citing(late.map(({ header }) => header.evidence))}.`,
        ]
      : []),
  ];
}

/** One process before the case was opened, and one each time that it was gone on with and something was collected. */
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

/** Files that the journal names. The report's own entry comes after it, so it is not among them. */
function files(record: Case): PhrasingContent[] {
  const refsOf = (entry: JournalEntry): FileRef[] => {
    if (entry.type === 'OPENED') return [entry.data.alert, ...entry.data.playbook.files];
    return entry.type !== 'REPORTED' && 'file' in entry.data ? [entry.data.file] : [];
  };
  const written = record.journal.flatMap(refsOf);
  const open = unfinishedAttempts(record.journal).length;
  const bytes = written.reduce((sum, ref) => sum + ref.bytes, 0);
  const left = open > 0 ? `, ${count(open, 'attempt')} without an end` : '';
  return say`Written: ${words(count(written.length, 'file'))} of ${words(count(bytes, 'byte'))} that the journal names${words(left)}, the journal itself, this report, and while somebody works on the case a lock and 16 KiB that are kept free for its last entry. All lie in the case folder; on which volume that folder was, the journal does not say. Collectors are scripts of commands that only read, which ${value('casefile lint')} checks; nobody recorded what Windows did.`;
}

const logs: PhrasingContent[] = say`Not recorded here: what Windows itself wrote because these processes ran. Depending on its settings that is the PowerShell logs (400, 403 and 600; with script block logging 4104, which holds the text of every script), process creation (Security 4688, Sysmon 1), Prefetch, and the memory of security products. Reading a log adds no record to it; where files or keys are audited, reading those can (4656, 4663).`;
