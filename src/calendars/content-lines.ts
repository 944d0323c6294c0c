import ICAL from 'ical.js';
import type { CalendarProblem } from './types.js';

/** One property of an iCalendar file; `raw` is its value as written, `values` as the library decodes them. */
export interface Line {
  line: number;
  name: string;
  raw: string;
  values: string[];
  /** `date`, `date-time`, `text` …, in lower case. */
  type: string;
  zone: string | null;
}

/** A component of an iCalendar file, with the line of its BEGIN. */
export interface Block {
  name: string;
  line: number;
  lines: Line[];
  blocks: Block[];
}

const deepest = 8;

/** The components of a file. Lines are unfolded first; each keeps the number of the line that it begins on. */
export function readBlocks(text: string, problems: CalendarProblem[]): Block[] {
  const root: Block = { name: '', line: 1, lines: [], blocks: [] };
  const open = [root];
  for (const { line, content } of unfolded(text)) {
    const complain = (expected: string) => problems.push({ line, found: content.slice(0, 60), expected });
    const [, mark, name = ''] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(content) ?? [];
    const current = open.at(-1)!;
    if (mark === undefined) {
      const property = current === root ? null : readLine(content, line);
      if (property) current.lines.push(property);
      else complain(current === root ? 'BEGIN:VCALENDAR' : 'NAME:value, as iCalendar (RFC 5545) has it');
    } else if (mark.toUpperCase() === 'END') {
      if (current !== root && current.name === name.toUpperCase()) open.pop();
      else complain(current === root ? 'BEGIN first' : `END:${current.name} (line ${current.line} begins it)`);
    } else if (open.length > deepest) complain('fewer components inside each other');
    else {
      const block: Block = { name: name.toUpperCase(), line, lines: [], blocks: [] };
      current.blocks.push(block);
      open.push(block);
    }
  }
  for (const { name, line } of open.slice(1))
    problems.push({ line, found: `BEGIN:${name} without its end`, expected: `END:${name}; the file may be cut` });
  return root.blocks;
}

function unfolded(text: string): { line: number; content: string }[] {
  const found: { line: number; content: string[] }[] = [];
  for (const [n, content] of text.split(/\r\n|\n|\r/).entries()) {
    if (/^[ \t]/.test(content) && found.length > 0) found.at(-1)!.content.push(content.slice(1));
    else if (content !== '') found.push({ line: n + 1, content: [content] });
  }
  return found.map(({ line, content }) => ({ line, content: content.join('') }));
}

function readLine(content: string, line: number): Line | null {
  if (!/^[A-Za-z0-9-]+[;:]/.test(content)) return null;
  try {
    const property = ICAL.Property.fromString(content);
    const zone = property.getParameter('tzid');
    const [, , , ...values] = property.jCal as unknown[];
    return {
      line,
      name: property.name,
      raw: content.slice(content.indexOf(':') + 1),
      values: values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
      type: property.type,
      zone: typeof zone === 'string' ? zone : null,
    };
  } catch {
    return null;
  }
}

/** The first property of a name; undefined where the component has none. */
export const lineNamed = ({ lines }: Block, name: string): Line | undefined => lines.find((line) => line.name === name);
