import { redact } from '../secrets/redact.js';
import { readCsv } from './csv.js';
import { readIcs } from './ics.js';
import type { Calendar, CalendarSettings } from './types.js';
import { zoneNamed } from './zones.js';

export type { Calendar } from './types.js';
export { zoneNamed };

/** Largest file that is read, in bytes. */
export const maxBytes = 5 * 1024 * 1024;

/** Is this the name of a file of change windows? */
export const isCalendarFile = (name: string): boolean => /\.(?:csv|ics)$/i.test(name);

/**
 * Reads approved change windows from a table (`.csv`) or a calendar (`.ics`); docs/change-windows.md has both formats.
 * All mistakes come together, with their lines; secrets in labels are replaced. Never throws because of the file's content.
 */
export function readCalendar(bytes: Uint8Array, settings: CalendarSettings): Calendar {
  const refused = (found: string, expected: string): Calendar => ({
    windows: [],
    leftOut: [],
    problems: [{ line: 1, found, expected }],
  });
  if (bytes.length > maxBytes) return refused(`${bytes.length} bytes`, `at most ${maxBytes}; export a shorter range`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused("bytes that aren't UTF-8", 'a text file in UTF-8');
  }
  const calendar = /\.ics$/i.test(settings.file) ? readIcs(text, settings) : readCsv(text, settings);
  const windows = calendar.windows.map((window) => ({ ...window, label: window.label && redact(window.label) }));
  const problems = calendar.problems.map((problem) => ({ ...problem, found: redact(problem.found) }));
  return { ...calendar, windows, problems };
}
