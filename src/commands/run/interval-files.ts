import { basename, resolve } from 'node:path';
import { isCalendarFile, maxBytes, readCalendar, zoneNamed } from '../../calendars/index.js';
import type { InputFile } from '../../domain/journal.js';
import type { JsonObject } from '../../domain/json.js';
import { usageError } from '../../errors.js';
import { sha256 } from '../../files/hash.js';
import { readAtMost } from '../../files/ordinary.js';
import type { IntervalFile } from '../../playbook/inputs.js';

/**
 * Reads the calendar files of change windows that inputs name. `files` collects what the journal records about each.
 * @param zone time zone for entries that name none.
 * @throws KnownError exit 2 when there is no such zone.
 */
export function intervalFiles(zone: string | undefined, now: Date): { fileOf: IntervalFile; files: InputFile[] } {
  if (zone !== undefined && zoneNamed(zone) === null)
    throw usageError('zone-unknown', {
      what: `--zone ${zone} is not a time zone`,
      expected: 'a zone of the IANA database, such as Europe/Berlin, or an offset such as +01:00',
      next: 'casefile run alert.json --input changeWindows=changes.ics --zone Europe/Berlin',
    });
  const files: InputFile[] = [];
  const fileOf: IntervalFile = (text) => {
    if (!isCalendarFile(text)) return null;
    const bytes = bytesOf(text);
    if (typeof bytes === 'string') return { errors: [bytes] };
    const file = basename(text);
    const { windows, problems, leftOut } = readCalendar(bytes, { file, zone: zone ?? null, until: now.getTime() });
    if (problems.length > 0)
      return {
        errors: problems.map(({ line, found, expected }) => `${text}:${line} found ${found}; expected ${expected}`),
      };
    const zones = [...new Set(windows.map((window) => window.zone))];
    files.push({ file, sha256: sha256(bytes), bytes: bytes.length, windows: windows.length, zones, leftOut });
    return { intervals: windows.map((window): JsonObject => ({ ...window })) };
  };
  return { fileOf, files };
}

function bytesOf(path: string): Buffer | string {
  try {
    return readAtMost(path, maxBytes);
  } catch (error) {
    return `${resolve(path)}: cannot be read (${(error as Error).message}); expected a file that this account can read`;
  }
}
