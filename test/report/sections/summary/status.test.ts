import { expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { atAGlance } from '../../../../src/report/sections/summary/at-a-glance.js';
import { status } from '../../../../src/report/sections/summary/status.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { concluded } from '../../sample/case.js';

const shown = (input: ReportInput): string => {
  const record = readCase(input);
  return renderMarkdown({ type: 'root', children: [...status.render(record), ...atAGlance.render(record)] });
};

it('does not say about a verdict that the rules propose it when they propose another by now', () => {
  const input = concluded();
  const { level } = readCase(input).conclusion!.data;
  const analysis = { ...input.analysis!, proposed: { ...input.analysis!.proposed, level: 'another-level' } };
  const told = shown({ ...input, analysis });
  expect(told).toContain('With what came in later, they propose another-level.');
  expect(told).toContain(`**${level}**. The rules propose another-level`);
  expect(told).not.toContain('The rules propose the same level.');
});
