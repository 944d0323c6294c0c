/** Columns that a character takes at most. Beyond ASCII that depends on the terminal, so it is taken for a wide one. */
const width = (char: string): number => (char > '\x7f' ? 2 : 1);

const indentOf = (line: string): number => /^ */.exec(line)![0].length;

/**
 * Breaks a line where a terminal of that many columns would break it, and continues four columns further in. So text from a
 * host never starts a line of the screen, where it would look like a line of ours.
 * `undefined`: not a terminal, nothing is broken.
 */
export function hanging(line: string, columns: number | undefined): string[] {
  const indent = ' '.repeat(indentOf(line) + 4);
  if (columns === undefined || columns < indent.length + 16) return [line];
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const char of line) {
    if (used + width(char) > columns - 1) {
      lines.push(current);
      current = indent;
      used = indent.length;
    }
    current += char;
    used += width(char);
  }
  return [...lines, current];
}
