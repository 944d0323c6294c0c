import { expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { chainOfCustody } from '../../../../src/report/sections/audit/chain-of-custody.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { concluded } from '../../sample/case.js';

const shown = (input: ReportInput): string =>
  renderMarkdown({ type: 'root', children: chainOfCustody.render(readCase(input)) });

it('names journal entries with an earlier time than the entry before them', () => {
  const input = concluded();
  const journal = input.journal.with(4, { ...input.journal[4]!, at: '2019-01-01T00:00:00.000Z' });
  expect(shown({ ...input, journal })).toContain(
    'an earlier time than the entry before them: entry 5 by 2233 d 4 h. The clock',
  );
});

it('does not mention clocks when the entries are in order of time', () => {
  expect(shown(concluded())).not.toContain('earlier time');
});
