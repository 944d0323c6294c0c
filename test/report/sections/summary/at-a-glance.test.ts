import { describe, expect, it } from 'vitest';
import type { Source } from '../../../../src/domain/evidence.js';
import type { JournalEntry } from '../../../../src/domain/journal.js';
import type { Json } from '../../../../src/domain/json.js';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { atAGlance } from '../../../../src/report/sections/summary/at-a-glance.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { collected, collecting, concluded, journalOf, opened } from '../../sample/case.js';
import { evidence, source } from '../../sample/evidence.js';

const shown = (input: ReportInput): string =>
  renderMarkdown({ type: 'root', children: atAGlance.render(readCase(input)) });
const row = (input: ReportInput, point: string): string =>
  shown(input)
    .split('\n')
    .find((line) => line.startsWith(`| ${point} |`)) ?? '';

describe('the first page', () => {
  const tunnel = (change: { [field: string]: Json }): ReportInput => {
    const input = collected();
    const [held] = input.analysis!.facts['tunnels'] as { [field: string]: Json }[];
    const facts = { ...input.analysis!.facts, tunnels: [{ ...held!, ...change }] };
    return { ...input, analysis: { ...input.analysis!, facts } };
  };

  it('says up only where something shows it at work', () => {
    expect(row(tunnel({}), 'Up')).toContain('since 2025-02-11 02:18:37Z [E6#2]');
    expect(row(tunnel({ up: false }), 'Up')).toBe('');
    expect(row(tunnel({ up: false }), 'Came up')).toContain(
      'at 2025-02-11 02:18:37Z; no end in the log up to 2025-02-11 04:00:00Z [E6#2]',
    );
  });

  it('does not say up to when a log was read where that is not known', () => {
    expect(row(tunnel({ up: false, readTo: null }), 'Came up')).toContain('no end in the log [E6#2]');
  });

  it.each([
    [{ open: false, up: false, end: '2025-02-11T03:30:58.210Z' }, 'from 2025-02-11 02:18:37Z to 2025-02-11 03:30:58Z'],
    [{ open: false, up: false, end: null }, 'from 2025-02-11 02:18:37Z; the end is not recorded'],
    [
      { open: false, up: false, start: null, startKnown: false, end: '2025-02-11T03:30:58.210Z' },
      'until 2025-02-11 03:30:58Z; no start in the records that were read',
    ],
  ])('says when what is down was up: %j', (change, expected) => {
    expect(row(tunnel(change), 'Was up')).toContain(`${expected} [E6#2]`);
    expect(row(tunnel(change), 'Up') + row(tunnel(change), 'Came up')).toBe('');
  });

  it('puts a leading finding first, once and whatever its weight', () => {
    const input = collected();
    const findings = input.playbook.findings.map((rule) => ({ ...rule, lead: rule.id === 'identityServer' }));
    const led = { ...input, playbook: { ...input.playbook, findings } };
    expect(row(input, 'Found')).toBe('');
    const says = row(led, 'Found').split('|')[2]!.trim();
    expect(says.length).toBeGreaterThan(10);
    expect(shown(led).split(says)).toHaveLength(2);
  });

  it('keeps an action that is planned and not done among what is to do', () => {
    const decided = (decision: 'planned' | 'done'): ReportInput => {
      const input = concluded();
      const journal = input.journal.map(
        (entry): JournalEntry =>
          entry.type === 'DECIDED_ACTION' ? { ...entry, data: { ...entry.data, decision } } : entry,
      );
      return { ...input, journal };
    };
    expect(row(decided('planned'), 'Decision needed now')).toContain('to do: Block the program’s way out (planned)');
    expect(row(decided('done'), 'Decision needed now')).toContain('none: the playbook has reached its end');
  });

  it('names a source that was not looked at with its collector and the reason', () => {
    const none = { from: null, to: null, oldest: null };
    const skipped: Partial<Source> = { ...none, outcome: 'notRun', reason: 'skipped' };
    const items = [
      evidence('E1', 'install', [], {
        outcome: 'failed',
        reason: 'denied',
        sources: [source('Security', { ...none, outcome: 'failed', reason: 'denied' })],
      }),
      evidence('E2', 'identity', [], {
        outcome: 'notRun',
        reason: 'skipped',
        sources: [source('Security', skipped), source('System', skipped)],
      }),
    ];
    const journal = journalOf([opened, ...items.flatMap((item) => collecting(item))]);
    const { playbook, ...rest } = collected();
    const { install, identity } = playbook.collectors;
    const narrow = { ...playbook, collectors: { install: install!, identity: identity! } };
    const line = row({ ...rest, playbook: narrow, journal, evidence: items, analysis: null }, 'Not looked at');
    expect(line).toContain('`install` (failed: access denied)');
    expect(line).toContain('`identity` (not run: nothing to look for)');
    expect(line).toContain('`Security` of `install` (failed: access denied)');
    expect(line).not.toContain('of `identity`');
  });
});
