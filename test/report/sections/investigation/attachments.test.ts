import { describe, expect, it } from 'vitest';
import { readAttachment } from '../../../../src/attachments/index.js';
import type { JournalEvent } from '../../../../src/domain/journal.js';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { buildReport, type ReportInput } from '../../../../src/report/index.js';
import { collected, collecting, journalOf, opened } from '../../sample/case.js';
import { collectedEvidence } from '../../sample/evidence.js';
import { playbook } from '../../sample/playbook.js';

const given = { by: 'J. Doe', account: 'CONTOSO\\ir-doe', source: 'terminal' as const };
const file = { file: 'attachments/A1/export.json', sha256: 'f'.repeat(64), bytes: 10 };
const attached: JournalEvent = {
  type: 'ATTACHED',
  data: { ...given, attachment: 'activityLog', id: 'A1', file, originalName: 'export.json' },
};
const unavailable: JournalEvent = {
  type: 'UNAVAILABLE',
  data: { ...given, attachment: 'activityLog', reason: 'no reader role' },
};
const write = {
  eventTimestamp: '2025-02-11T02:10:55Z',
  operationName: 'Microsoft.Relay/namespaces/write',
  status: 'Succeeded',
  caller: 'lee.admin@contoso.example',
};

/** The report of a case with an attachment that is read, given these bytes or without any. */
function report(events: JournalEvent[], content?: unknown, more: Partial<ReportInput> = {}): string {
  const spec = {
    ask: 'Activity Log of {{detection.host.name}}',
    reads: 'azureActivityLog',
    handOff: [
      {
        title: 'Search',
        language: 'kusto' as const,
        text: 'AzureActivity | where x == {{detection.host.name}}',
      },
      {
        title: 'Search for what is not known',
        language: 'kusto' as const,
        text: 'AzureActivity | where y in ({{facts.nothing}})',
      },
    ],
  };
  const reading =
    content === undefined ? {} : { A1: readAttachment('azureActivityLog', Buffer.from(JSON.stringify(content))) };
  const input = {
    ...collected(),
    journal: journalOf([opened, ...collectedEvidence().flatMap(collecting), ...events]),
    attachments: reading,
    ...more,
  };
  return renderMarkdown(buildReport({ ...input, playbook: { ...playbook, attachments: { activityLog: spec } } }));
}
const handOff = '## Hand-off';

describe('an attachment that was understood', () => {
  const text = report([attached], [write]);
  it('is covered over the range of its records', () => {
    expect(text).toContain('| `activityLog` | collected | 1 | 2025-02-11 02:10:55Z | 2025-02-11 02:10:55Z | | [A1] |');
  });
  it('has its kind and rows in the chain of custody', () => {
    expect(text).toContain('given as `export.json`, read as `azureActivityLog` from JSON, UTF-8, 1 record |');
  });
  it('needs no hand-off any more', () => expect(text).not.toContain(handOff));

  it('has its rows in the timeline where a finding refers to them', () => {
    const { analysis } = collected();
    const [finding] = analysis!.findings;
    const findings = [...analysis!.findings, { ...finding!, from: ['A1#1'] }];
    expect(report([attached], [write], { analysis: { ...analysis!, findings } })).toContain(
      '| 2025-02-11 02:10:55.000Z | `azureActivityLog` | operation `Microsoft.Relay/namespaces/write`, caller `lee.admin@contoso.example`',
    );
  });
});

describe('an attachment that was not understood', () => {
  it('says why, and asks again', () => {
    const text = report([attached], [{ hello: 'world' }]);
    expect(text).toMatch(/\| `activityLog` \| failed \| 0 \| \| \| rows not as declared: “none of its 1 records/);
    expect(text).toContain('`activityLog` (not understood, or only in part)');
    expect(text).toContain('| none |');
    expect(text).toContain(handOff);
  });

  it('in part has failed, with the records named', () => {
    const text = report([attached], [write, { hello: 'world' }]);
    expect(text).toContain('“1 of 2 records not understood (record 2: it has no operation of Azure and no caller)”');
    expect(text).toContain('2 records, 1 of them not understood');
  });
});

describe('no attachment', () => {
  it('is a gap with its reason, and the queries are handed off with what was found in them', () => {
    const text = report([unavailable]);
    expect(text).toContain('| `activityLog` | not run | | | | “no reader role” | |');
    expect(text).toContain('### Activity Log of `ADFS01`');
    expect(text).toContain('AzureActivity | where x == "ADFS01"');
  });

  it('leaves out a query that would have a hole in it, with the reason', () => {
    const text = report([unavailable]);
    expect(text).toContain(
      '**Search for what is not known**: left out, because the case does not know `facts.nothing`.',
    );
    expect(text).not.toContain('not known"');
    expect(text).not.toContain('y in (');
  });

  it('is said so while nobody was asked', () => {
    expect(report([])).toContain('| `activityLog` | not run | | | | not asked for yet | |');
  });
});
