/** Columns that a character takes at most. Beyond ASCII that depends on the terminal, so it is taken for a wide one. */
const width = (char: string): number => (char > '\x7f' ? 2 : 1);

const indentOf = (line: string): number => /^ */.exec(line)![0].length;

const widthOf = (text: string): number => Array.from(text).reduce((sum, char) => sum + width(char), 0);

/**
 * Breaks a line before a terminal of that many columns would, and continues four columns further in. So text from a host
 * never starts a line of the screen, where it would look like a line of ours. It breaks at a blank, or in a long word.
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
      const blank = current.lastIndexOf(' ');
      const atBlank = char !== ' ' && blank > indent.length + (columns - indent.length) / 2;
      lines.push(atBlank ? current.slice(0, blank) : current);
      current = indent + (atBlank ? current.slice(blank + 1) : '');
      used = widthOf(current);
    }
    current += char;
    used += width(char);
  }
  return [...lines, current];
}
