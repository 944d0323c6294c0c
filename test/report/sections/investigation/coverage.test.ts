import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { buildReport, type ReportInput } from '../../../../src/report/index.js';
import { collected, collecting, journalOf, opened } from '../../sample/case.js';
import { evidence, source } from '../../sample/evidence.js';

const withSources = (...sources: Parameters<typeof source>[]): ReportInput => {
  const item = evidence('E1', 'events', [], { sources: sources.map((each) => source(...each)) });
  return { ...collected(), journal: journalOf([opened, ...collecting(item)]), evidence: [item], analysis: null };
};

const shown = (input: ReportInput): string => renderMarkdown(buildReport(input));
const none = { from: null, to: null, oldest: null };

describe('coverage', () => {
  it('keeps the four words apart', () => {
    const text = shown(withSources(['a', { outcome: 'failed', reason: 'denied', ...none }]));
    expect(text).toContain('| `events`: when the service started and listened | nothing found | 0 | | yes | [E1] |');
    expect(text).toContain('| `tcp`: which TCP connections exist | not run | 0 | not started | yes | |');
    expect(text).toContain('| `a` | failed | | | | no | access denied | [E1] |');
  });

  it('shows gaps and ranges where not all sources fit', () => {
    const plain = Array.from({ length: 40 }, (_, index): [string, object] => [`file ${index}`, none]);
    const text = shown(
      withSources(...plain, ['Security', {}], ['System', { outcome: 'failed', reason: 'denied', ...none }]),
    );
    expect(text).toContain('25 of 42 rows');
    expect(text.indexOf('| `System` | failed')).toBeLessThan(text.indexOf('| `Security` | collected'));
    expect(text.indexOf('| `Security` | collected')).toBeLessThan(text.indexOf('| `file 0` | collected'));
  });

  it("says how many rows about the tool's own processes the findings leave out", () => {
    const { analysis, ...rest } = collected();
    const text = shown({ ...rest, analysis: { ...analysis!, ownNoise: { tcp: 3 } } });
    expect(text).toContain('- 3 rows of `tcp` about casefile’s own processes: facts and findings leave them out.');
  });

  it('shows the first line that came outside the protocol', () => {
    const item = evidence('E1', 'events', [], { noise: 2, noiseSample: ['| # loud', 'louder'] });
    const text = shown({ ...collected(), journal: journalOf([opened, ...collecting(item)]), evidence: [item] });
    expect(text).toMatch(/`events`: 2 lines outside the protocol, the first: .*# loud.* \[E1\]/);
  });

  it('does not call a file that the host does not have unread', () => {
    const text = shown(withSources(['connections.json', { outcome: 'notRun', reason: 'absent', ...none }]));
    const [glance] = text.split('## Trigger');
    expect(glance).toContain('1 source that the host does not have');
    expect(glance).not.toContain('connections.json');
  });

  it.each([
    ['2025-02-11T04:00:02.000Z', 'host clock 2025-02-11 04:00:00Z (2 s behind casefile’s own clock), time zone'],
    ['2025-02-11T03:55:00.000Z', '(5 min ahead of casefile’s own clock), time zone'],
    ['2025-02-11T03:54:59.000Z', '(**5 min 1 s ahead of casefile’s own clock**: correct for this'],
    ['2025-02-11T06:00:00.000Z', '(**2 h behind casefile’s own clock**: correct for this'],
  ])('tells how far the host’s clock is from ours, begun at %s', (started, expected) => {
    const item = evidence('E1', 'clock', []);
    const input = { ...collected(), journal: journalOf([opened, ...collecting(item)]), analysis: null };
    expect(shown({ ...input, evidence: [{ ...item, header: { ...item.header, started } }] })).toContain(expected);
  });

  it('compares the clock of replayed evidence with that of its recording', () => {
    const item = evidence('E1', 'clock', []);
    const origin = {
      file: item.file,
      started: '2025-02-11T04:00:00.000Z',
      scriptSha256: item.header.script.sha256,
      preludeSha256: null,
    };
    const replayed = { ...item, header: { ...item.header, origin, started: '2026-11-23T04:00:00.000Z' } };
    const input = { ...collected(), journal: journalOf([opened, ...collecting(item)]), analysis: null };
    expect(shown({ ...input, evidence: [replayed] })).toContain('(0 ms ahead of casefile’s own clock)');
  });
});
