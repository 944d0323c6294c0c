import { analyse, evidenceRows } from '../../../src/analysis/index.js';
import type { Analysis } from '../../../src/domain/analysis.js';
import type { Coverage, EvidenceItem } from '../../../src/domain/evidence.js';
import { coverageOf, type Given, type JournalEntry, type JournalEvent } from '../../../src/domain/journal.js';
import type { ReportInput } from '../../../src/report/types.js';
import { collectedEvidence, engine, evidence, sha256, source } from './evidence.js';
import { playbook } from './playbook.js';

const given: Given = { by: 'J. Doe', account: 'CONTOSO\\ir-doe', source: 'terminal' };
const tool = { name: 'casefile', version: '0.1.0' };
const file = (path: string, content = path) => ({ file: path, sha256: sha256(content), bytes: content.length });

/** Chains events into a journal, one a minute. */
export function journalOf(events: JournalEvent[]): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const [index, event] of events.entries()) {
    const prev = entries.at(-1)?.hash ?? '0'.repeat(64);
    const at = new Date(Date.UTC(2025, 1, 11, 4, index)).toISOString();
    const entry = { v: 1 as const, seq: index + 1, at, ...event, prev };
    entries.push({ ...entry, hash: sha256(JSON.stringify(entry)) } as JournalEntry);
  }
  return entries;
}

export const opened: JournalEvent<'OPENED'> = {
  type: 'OPENED',
  data: {
    case: '2025-02-11-adfs01',
    alert: file('alert.json'),
    detection: {
      format: 'datadog-signal',
      title: 'Windows service running',
      rule: { datadog: 'def-000-9kt', sigma: null, name: null },
      host: { name: 'ADFS01', aliases: ['adfs01.contoso.example'] },
      time: '2025-02-11T02:18:37.512Z',
      event: {
        provider: 'Microsoft-ServiceBus-Client',
        id: 40302,
        channel: 'Microsoft-ServiceBus-Client/Operational',
        recordId: '17',
        computer: 'ADFS01.contoso.example',
        data: {},
      },
      text: '',
      notHeld: ['event data'],
    },
    playbook: { id: playbook.id, version: playbook.version, sha256: playbook.sha256, files: [] },
    tool,
    responder: 'J. Doe',
    account: 'CONTOSO\\ir-doe',
    inputs: { lookback: 7_776_000 },
    method: { kind: 'powershell', from: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe' },
    hostIs: null,
    matchedBy: 'rule def-000-9kt',
    inputFiles: [],
    handling: { caseRef: null, tlp: null, legalHold: false },
  },
};

export const collecting = (item: EvidenceItem): JournalEvent[] => {
  const { evidence: id, collector, attempt, script } = item.header;
  const begun: JournalEvent = {
    type: 'COLLECTING',
    data: { evidence: id, collector, attempt, step: 'look', script, parametersSha256: sha256('{}') },
  };
  if (!item.footer) return [begun];
  const { outcome, reason, detail, items, sources, truncated } = item.footer;
  const coverage: Omit<Coverage, 'evidence'> = { outcome, reason, detail, items, sources, truncated };
  return [
    begun,
    {
      type: 'COLLECTED',
      data: { evidence: id, collector, attempt, step: 'look', file: item.file, host: engine.computer, ...coverage },
    },
  ];
};

/** What the rules of the sample make of evidence. */
const analysisOf = (items: EvidenceItem[]): Analysis =>
  analyse({
    playbook,
    detection: opened.data.detection,
    inputs: opened.data.inputs,
    answers: {},
    coverage: Object.fromEntries(
      items
        .flatMap(collecting)
        .flatMap(({ type, data }) => (type === 'COLLECTED' ? [[data.collector, coverageOf(data)]] : [])),
    ),
    evidence: Object.fromEntries(items.map((item) => [item.header.collector, evidenceRows(item)])),
  });

export const analysed: JournalEvent = { type: 'ANALYSED', data: { n: 1, file: file('analysis/1.json') } };
export const answered = (
  question: string,
  value: string | { [field: string]: string },
  because: string | null = null,
): JournalEvent => ({
  type: 'ANSWERED',
  data: { ...given, question, value, because, shown: ['E3#1'] },
});

/** Opened, nothing collected. */
export const openedOnly = (): ReportInput => ({
  journal: journalOf([opened]),
  playbook,
  analysis: null,
  evidence: [],
  attachments: {},
  tool,
  pending: { kind: 'collect', key: 'clock,host,service,tcp,config,events,install,identity', title: 'The host' },
});

/** Everything collected and analysed, the first question open. */
export const collected = (): ReportInput => ({
  journal: journalOf([opened, ...collectedEvidence().flatMap(collecting), analysed]),
  playbook,
  analysis: analysisOf(collectedEvidence()),
  evidence: collectedEvidence(),
  attachments: {},
  tool,
  pending: { kind: 'ask', key: 'answers.authorised', title: 'Authorised on this host?' },
});

/** Concluded as proposed, after one answer was revised; the containment was decided. */
export const concluded = (): ReportInput => ({
  journal: journalOf([
    opened,
    ...collectedEvidence().flatMap(collecting),
    analysed,
    answered('authorised', 'unknown', 'the owner did not answer the phone'),
    answered('change', { ticket: 'CHG-1' }),
    {
      type: 'REVISED',
      data: {
        ...given,
        question: 'authorised',
        value: 'no',
        because: 'the owner of AD FS denies it',
        reason: 'the owner called back',
      },
    },
    answered('change', { ticket: '' }),
    {
      type: 'UNAVAILABLE',
      data: {
        ...given,
        attachment: 'activityLog',
        reason: 'no access to the subscription, see https://portal.example/access',
      },
    },
    { type: 'NOTE', data: { ...given, text: 'Host left running on request of the CISO' } },
    analysed,
    {
      type: 'CONCLUDED',
      data: {
        ...given,
        level: 'malicious-likely',
        proposed: 'malicious-likely',
        score: 90,
        overridden: false,
        because: null,
      },
    },
    {
      type: 'DECIDED_ACTION',
      data: { ...given, action: 'block', decision: 'planned', because: 'with the network team at 06:00' },
    },
  ]),
  playbook,
  analysis: analysisOf(collectedEvidence()),
  evidence: collectedEvidence(),
  attachments: {},
  tool,
  pending: null,
});

/** Sockets were refused, the configuration hung and was tried again, the identity was never reached. */
export const withFailures = (): ReportInput => {
  const items = collectedEvidence().filter(({ header }) => !['tcp', 'config', 'identity'].includes(header.collector));
  const failures = [
    evidence('E4', 'tcp', [], {
      outcome: 'failed',
      reason: 'denied',
      detail: 'Access is denied',
      errors: [
        {
          id: 'HRESULT 0x80070005',
          category: 'PermissionDenied',
          message: 'Access is denied | see\nhttps://example.com',
          source: 'MSFT_NetTCPConnection',
        },
      ],
      sources: [
        source('MSFT_NetTCPConnection', { outcome: 'failed', reason: 'denied', from: null, to: null, oldest: null }),
      ],
      noise: 2,
    }),
    evidence('E5', 'config', [], null),
  ];
  const evidenceItems = [...items, ...failures].sort((a, b) => a.header.evidence.localeCompare(b.header.evidence));
  return {
    ...collected(),
    journal: journalOf([
      opened,
      ...evidenceItems.flatMap(collecting),
      analysed,
      { type: 'INTERRUPTED', data: { signal: 'SIGINT', during: 'config' } },
      { type: 'RESUMED', data: { tool, account: given.account, previousLock: null, source: null, hostIs: null } },
    ]),
    evidence: evidenceItems,
    analysis: analysisOf(evidenceItems),
  };
};
