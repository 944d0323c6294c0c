import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.js';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { trigger } from '../../../../src/report/sections/investigation/trigger.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { collected, openedOnly } from '../../sample/case.js';

const inTheLog = (input: ReportInput): string =>
  renderMarkdown({ type: 'root', children: trigger.render(readCase(input)) })
    .split('\n')
    .find((line) => line.startsWith('| In the host’s own log |')) ?? '';
const withFact = (triggeringRecord: JsonObject): string => {
  const input = collected();
  const facts = { ...input.analysis!.facts, triggeringRecord };
  return inTheLog({ ...input, analysis: { ...input.analysis!, facts } });
};
const log = {
  name: 'Relay/Operational',
  outcome: 'collected',
  from: '2025-01-12T04:00:00.000Z',
  to: '2025-02-11T04:00:00.000Z',
};
const read = '`Relay/Operational` (collected, read from 2025-01-12 04:00:00Z to 2025-02-11 04:00:00Z)';

describe('the triggering record in the trigger section', () => {
  it('is told as the fact has it, with its evidence', () => {
    expect(inTheLog(collected())).toContain('found by record id [E6#2]');
    expect(withFact({ state: 'notFound', by: null, reason: null, logs: [log], from: ['alert', 'E6'] })).toContain(
      `not found, although the log was read for that time: ${read} [alert] [E6]`,
    );
    expect(withFact({ state: 'cannotSay', by: null, reason: 'no time', logs: [log], from: ['alert'] })).toContain(
      `cannot say, because no time: ${read} [alert]`,
    );
  });

  it('is not looked for before the first analysis', () => {
    expect(inTheLog(openedOnly())).toContain('not looked for');
  });
});
