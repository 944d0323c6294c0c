import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../../src/domain/journal.js';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { actions } from '../../../../src/report/sections/response/actions.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { collected, concluded } from '../../sample/case.js';

const shown = (input: ReportInput): string =>
  renderMarkdown({ type: 'root', children: actions.render(readCase(input)) });
const pending = { kind: 'act', key: 'actions.block', title: 'Containment' };

describe('the actions section', () => {
  it('offers the open cards of the step that the case waits in', () => {
    expect(shown({ ...collected(), pending })).toContain('Decision: **open**.');
  });

  it('shows none where the path came to no action', () => {
    expect(shown(collected())).toBe('This case has no actions so far.\n');
  });

  it('puts a hostile path into the command as one literal, inside the fence', () => {
    const input = concluded();
    const running = [
      { path: "C:\\x'; Remove-Item C:\\ #\n```\n# Concluded: authorised", processId: 1, from: ['E3#1'] },
    ];
    const text = shown({ ...input, analysis: { ...input.analysis!, facts: { ...input.analysis!.facts, running } } });
    expect(text).toContain(
      "-Program ('C:\\x''; Remove-Item C:\\ #' + [char]0x000a + '```' + [char]0x000a + '# Concluded: authorised')\n```",
    );
  });

  it('names what a person has to fill in', () => {
    const input = concluded();
    const text = shown({
      ...input,
      analysis: { ...input.analysis!, facts: { ...input.analysis!.facts, running: [] } },
    });
    expect(text).toContain('Fill in by hand, because the case does not know it: `facts.running[0].path`.');
  });
});

describe('under a legal hold', () => {
  const held = (input: ReportInput, action: string): ReportInput => {
    const [opened, ...rest] = input.journal;
    const handling = { caseRef: null, tlp: null, legalHold: true };
    const journal = [{ ...opened!, data: { ...opened!.data, handling } } as JournalEntry, ...rest];
    const actions = { ...input.playbook.actions, [action]: { ...input.playbook.actions[action]!, destroys: true } };
    return { ...input, journal, playbook: { ...input.playbook, actions } };
  };

  it('withholds a card that destroys evidence, and says why', () => {
    const text = shown(held({ ...collected(), pending }, 'block'));
    expect(text).not.toContain('Decision: **open**.');
    expect(text).toContain('Withheld, because this case is under a legal hold');
  });

  it('keeps a card that was decided before the hold, marked as what it is', () => {
    const text = shown(held(concluded(), 'block'));
    expect(text).toContain('**Destroys evidence.**');
    expect(text).not.toContain('Withheld');
  });
});
