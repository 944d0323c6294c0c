import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { network } from '../../../../src/report/sections/investigation/network/index.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { collected, openedOnly, withFailures } from '../../sample/case.js';

const shown = (input: ReportInput): string =>
  renderMarkdown({ type: 'root', children: network.render(readCase(input)) });

describe('the network section', () => {
  it('says none of a snapshot that was taken', () => {
    const input = collected();
    const analysis = { ...input.analysis!, facts: { ...input.analysis!.facts, connections: [], sessions: [] } };
    expect(shown({ ...input, analysis })).toContain('None in the snapshot: `tcp` collected [E4].');
  });

  it('cannot say none of a snapshot that failed', () => {
    const text = shown(withFailures());
    expect(text).toContain('Cannot say: `tcp` failed [E4].');
    expect(text).not.toContain('None');
  });

  it('is left out before the first analysis', () => {
    expect(shown(openedOnly())).toBe('');
  });
});
