import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graph } from '../../src/commands/graph.js';
import type { Playbook } from '../../src/playbook/types.js';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '"]',
        '\n',
        '-->',
        'click s0 "javascript:alert(1)"',
        '%%{init',
        '`',
        '<img src=x>',
        '|',
        ';',
        '#quot;',
        "'",
      ),
    )
    .map((list) => list.join('')),
);

describe('casefile graph', () => {
  it('keeps titles and conditions inside their labels, whatever they hold', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, source) => {
        const steps = [
          { id: 'a', kind: 'ask', title, next: [{ when: { source }, to: 'b' }] },
          { id: 'b', kind: 'ask', title, next: [{ when: null, to: 'end' }] },
        ];
        const lines = graph({ steps } as unknown as Playbook)
          .trimEnd()
          .split('\n');
        const label = String.raw`"[A-Za-z0-9 ?.,=!()|[\]_#;-]*"`;
        const shapes = [
          /^flowchart TD$/,
          new RegExp(`^ {2}s[01]\\[${label}\\]$`),
          /^ {2}done\(\[end\]\)$/,
          new RegExp(`^ {2}s0 -->\\|${label}\\| s1$`),
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
});
