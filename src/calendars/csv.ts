import { parse } from 'csv-parse/sync';
import { parseTime } from '../domain/time.js';
import { type Calendar, type CalendarProblem, type CalendarSettings, type ChangeWindow, maxWindows } from './types.js';
import { wallTime } from './wall.js';
import { place, type Zone, zoneNamed } from './zones.js';

const names = ['start', 'end', 'zone', 'label'];
const expectedTime =
  '2025-02-25T21:00+01:00, or 2025-02-25 21:00 with a zone (column zone, or --zone), such as Europe/Berlin';

/**
 * A table with a line of titles: `start` and `end`, optionally `zone` and `label`. Other columns are not
 * looked at. Separated by commas, semicolons or tabs.
 */
export function readCsv(text: string, settings: CalendarSettings): Calendar {
  const problems: CalendarProblem[] = [];
  const windows: ChangeWindow[] = [];
  const titles = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [',', ';', '\t'].find((mark) => titles.includes(mark)) ?? ',';
  const columns = titles.split(delimiter).map((title) => title.trim().replace(/^"|"$/g, '').toLowerCase());
  const missing = ['start', 'end'].filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    const expected = `the titles start and end, and optionally zone and label`;
    return { windows, leftOut: [], problems: [{ line: 1, found: `no title ${missing.join(' and no ')}`, expected }] };
  }
  for (const { line, cells } of linesOf(text, delimiter, problems)) {
    const cell = (name: string) => (names.includes(name) ? (cells[columns.indexOf(name)] ?? '').trim() : '');
    const complain = (found: string, expected: string) => problems.push({ line, found, expected });
    const zone = zoneOf(cell('zone') || settings.zone, complain);
    if (zone === undefined) continue;
    const [start, end] = ['start', 'end'].map((name) => momentOf(cell(name), zone, name, complain));
    if (start === undefined || end === undefined || start === null || end === null) continue;
    if (end.utc <= start.utc) complain(`end ${cell('end')}, which is not after ${cell('start')}`, 'a later end');
    else
      windows.push({
        start: new Date(start.utc).toISOString(),
        end: new Date(end.utc).toISOString(),
        zone: start.zone,
        label: cell('label') || null,
        source: `${settings.file}:${line}`,
      });
  }
  return { windows, problems, leftOut: [] };
}

type Complain = (found: string, expected: string) => void;

/** Undefined when the named zone doesn't exist. Null when no zone is named. */
function zoneOf(name: string | null, complain: Complain): Zone | null | undefined {
  if (name === null) return null;
  const zone = zoneNamed(name);
  if (zone !== null) return zone;
  complain(`zone ${name}`, 'a zone of the IANA database, such as Europe/Berlin, or an offset such as +01:00');
  return undefined;
}

function momentOf(
  text: string,
  zone: Zone | null,
  name: string,
  complain: Complain,
): { utc: number; zone: string } | null {
  const own = /(Z|[+-]\d\d:?\d\d)$/i.exec(text)?.[1];
  const moment = own === undefined ? null : parseTime(text);
  if (own !== undefined && moment) return { utc: moment.getTime(), zone: /^z$/i.test(own) ? 'UTC' : own };
  const wall = wallTime(text);
  if (wall === null) complain(text === '' ? `no ${name}` : `${name} ${text}`, expectedTime);
  else if (zone === null) complain(`${name} ${text}, which has no zone`, expectedTime);
  else {
    const { utc, occurs } = place(zone, wall);
    if (occurs === 'once') return { utc, zone: zone.name };
    const why = occurs === 'twice' ? 'occurs twice' : 'does not exist';
    complain(`${name} ${text}, which ${why} in ${zone.name} (clocks change)`, 'the same time with its offset');
  }
  return null;
}

/** Records below the titles with the line that each begins on. */
function linesOf(text: string, delimiter: string, problems: CalendarProblem[]): { line: number; cells: string[] }[] {
  try {
    const records = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 64 * 1024,
      to: maxWindows + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (records.length > maxWindows + 1)
      problems.push({ line: 1, found: `more than ${maxWindows} lines`, expected: 'fewer: export a shorter range' });
    return records.slice(1).map(({ record, info }) => ({
      line: info.lines - record.join('').split('\n').length + 1,
      cells: record,
    }));
  } catch (error) {
    const line = Number((error as { lines?: number }).lines ?? 1);
    problems.push({ line, found: (error as Error).message, expected: 'a table (CSV) with a line of titles' });
    return [];
  }
}
