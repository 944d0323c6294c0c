import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/exports/index.js';
import { buildReport, type ReportInput } from '../../../src/report/index.js';
import { collected, collecting, journalOf, opened } from '../sample/case.js';
import { evidence, source } from '../sample/evidence.js';

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
    expect(text).toContain('| `tcp`: which TCP connections exist | not run | 0 | not begun | yes | |');
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

  it('does not call a file that the host does not have unread', () => {
    const text = shown(withSources(['connections.json', { outcome: 'notRun', reason: 'absent', ...none }]));
    const [glance] = text.split('## Trigger');
    expect(glance).toContain('1 source that the host does not have');
    expect(glance).not.toContain('connections.json');
  });
});
