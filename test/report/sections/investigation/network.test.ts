import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { network } from '../../../../src/report/sections/investigation/network/index.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { collected, openedOnly, withFailures } from '../../sample/case.js';

const shown = (input: ReportInput): string =>
  renderMarkdown({ type: 'root', children: network.render(readCase(input)) });

describe('the network section', () => {
  it('says that a snapshot has no connections when it was taken', () => {
    const input = collected();
    const analysis = { ...input.analysis!, facts: { ...input.analysis!.facts, connections: [], sessions: [] } };
    expect(shown({ ...input, analysis })).toMatch(
      /No connections in the snapshot\. Based on .*`tcp` \(collected\) \[E4\]/,
    );
  });

  it('does not say so when the snapshot failed', () => {
    const text = shown(withFailures());
    expect(text).toContain('Cannot say: `tcp` (failed) [E4]');
    expect(text).not.toContain('in the snapshot');
  });

  it('is left out before the first analysis', () => {
    expect(shown(openedOnly())).toBe('');
  });
});
