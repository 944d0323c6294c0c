import { expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { chainOfCustody } from '../../../../src/report/sections/audit/chain-of-custody.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { concluded } from '../../sample/case.js';

const shown = (input: ReportInput): string =>
  renderMarkdown({ type: 'root', children: chainOfCustody.render(readCase(input)) });

it('names entries that are dated before the one before them', () => {
  const input = concluded();
  const journal = input.journal.with(4, { ...input.journal[4]!, at: '2019-01-01T00:00:00.000Z' });
  expect(shown({ ...input, journal })).toContain('dated before the one before them: entry 5 by 2233 d 4 h. The clock');
});

it('says nothing of clocks where the order is that of the times', () => {
  expect(shown(concluded())).not.toContain('dated before');
});
