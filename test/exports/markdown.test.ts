import { describe, expect, it } from 'vitest';
import { exportsByName, renderMarkdown } from '../../src/exports/index.js';
import { buildReport } from '../../src/report/index.js';
import { concluded } from '../report/sample/case.js';

const bytes = (): Uint8Array => exportsByName.get('md')!.render(concluded());

describe('the Markdown export', () => {
  it('begins with the front matter, without a byte order mark', () => {
    expect([...bytes().slice(0, 4)]).toEqual([...new TextEncoder().encode('---\n')]);
  });

  it('is the text in UTF-8, with LF line ends', () => {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes());
    expect(text).toBe(renderMarkdown(buildReport(concluded())));
    expect(text).not.toContain('\r');
  });

  it('gives the same bytes for the same case', () => {
    expect(bytes()).toEqual(bytes());
  });

  it('does not widen tables to the longest cell', () => {
    expect(new TextDecoder().decode(bytes())).toContain('\n| - | - |\n');
  });
});
