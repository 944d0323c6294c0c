import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowchart } from '../../../src/commands/graph/run.js';
import type { Playbook } from '../../../src/playbook/types.js';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '"]',
          '\n',
          '-->',
          '|',
          '%%{init',
          '`',
          '<img src=x>',
          ';',
          '#quot;',
          "'",
          '&',
          '\u202e',
          '日本語',
          '\u0301',
        ],
        ...['click s0 "javascript:alert(1)"', 'direction LR', 'direction  TB', 'subgraph', 'end', '1. ', '- ', ':::x'],
        'x'.repeat(58),
      ),
    )
    .map((list) => list.join('')),
);

const twoSteps = (title: string, source: string) =>
  flowchart({
    steps: [
      { id: 'a', kind: 'ask', title, next: [{ when: source, to: 'b' }] },
      { id: 'b', kind: 'ask', title, next: [{ when: null, to: 'end' }] },
    ],
  } as unknown as Playbook);

describe('casefile graph', () => {
  it('keeps titles and conditions inside their labels, whatever they hold', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, source) => {
        const lines = twoSteps(title, source);
        // What stands between quotation marks: words, a few marks, and whole entities.
        const label = String.raw`"(?:[\p{L}\p{M}\p{N} ?.,=!()|[\]_-]|#\d{2,3};){1,360}"`;
        const shapes = [
          /^flowchart TD$/,
          new RegExp(`^ {2}s[01]\\[${label}\\]$`, 'u'),
          /^ {2}done\(\[end\]\)$/,
          new RegExp(`^ {2}s0 -->(?:\\|${label}\\|)? s1$`, 'u'),
          /^ {2}s1 --> done$/,
        ];
        for (const line of lines)
          expect(
            shapes.some((shape) => shape.test(line)),
            line,
          ).toBe(true);
        expect(lines).toHaveLength(6);
      }),
    );
  });

  it('holds nothing that Mermaid takes for a statement inside quotation marks', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, source) => {
        expect(twoSteps(title, source).join('\n')).not.toMatch(/direction\s+(?:TB|BT|RL|LR|TD)/);
      }),
    );
    expect(twoSteps('Which direction LR?', 'true')[1]).toBe('  s0["ask Which #100;irection LR?"]');
  });

  it('cuts a label before it writes entities, so that none is cut in two', () => {
    expect(twoSteps(`${'x'.repeat(54)}<<<<`, 'true')[1]).toBe(`  s0["ask ${'x'.repeat(54)}#60;#60;"]`);
  });

  it('leaves a label away that would be empty, and keeps letters of any script', () => {
    const lines = twoSteps('管理者 Größe', 'true');
    expect(lines[1]).toBe('  s0["ask 管理者 Größe"]');
    expect(twoSteps('a', '{}')).toContain('  s0 --> s1');
  });
});
