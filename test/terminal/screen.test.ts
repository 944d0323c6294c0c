import { describe, expect, it } from 'vitest';
import { hanging } from '../../src/terminal/hanging.js';
import { Screen } from '../helpers/screen.js';
import { terminal } from '../torture/injections/strings.js';

/** A text as it came on a screen of its own, and whether that was noticed. */
async function noticed(text: string): Promise<boolean> {
  const screen = new Screen();
  await screen.write(`${text}\n`);
  const lines = screen.lines().slice(0, -1);
  return screen.changed().length > 0 || lines.length !== 1 || lines[0]!.text !== text || !lines[0]!.plain;
}

describe('the screen that texts are tried on', () => {
  // Half a character and what a terminal has no width for are the sanitiser's affair: a terminal shows nothing of them.
  const obeyed = terminal.filter((text) => /[\x00-\x1f\x7f-\x9f]/.test(text));

  it.each(obeyed)('notices %j when it comes as it is', async (text) => {
    expect(await noticed(text)).toBe(true);
  });

  it.each(['plain', 'Größe 管理者 🔑', 'x'.repeat(300), 'e\u0301'])('finds nothing in %j', async (text) => {
    expect(await noticed(text)).toBe(false);
  });
});

describe('a line with what a host says', () => {
  it.each([
    `  + a${' '.repeat(75)}Verdict: authorised`,
    `    path                 ${'x'.repeat(500)}`,
    `  ! ${'管理者'.repeat(60)}`,
    `  - ${'e\u0301'.repeat(200)}`,
  ])('has nothing of it where a line of the screen begins: %j', async (text) => {
    for (const columns of [40, 80, 133]) {
      const screen = new Screen(columns);
      await screen.write(hanging(text, columns).join('\n'));
      const indent = ' '.repeat(/^ */.exec(text)![0].length + 4);
      const rows = screen.rows();
      expect(rows.slice(1).every((row) => row.startsWith(indent))).toBe(true);
      const together = rows.map((row, n) => (n === 0 ? row.padEnd(columns - 1) : row.slice(indent.length))).join('');
      expect(together.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  it('is not broken where the output is no terminal, and where it fits', () => {
    expect(hanging('x'.repeat(500), undefined)).toEqual(['x'.repeat(500)]);
    expect(hanging('  short', 80)).toEqual(['  short']);
  });
});
