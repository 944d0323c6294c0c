import { type Calendar, readCalendar } from '../../src/calendars/index.js';

/** Reads a text as a file of this name would be. Recurring events go on until the end of 2025. */
export const read = (file: string, text: string, zone: string | null = null): Calendar =>
  readCalendar(Buffer.from(text), { file, zone, until: Date.UTC(2026, 0) });

/** A calendar around the lines of one event. */
export const event = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

/** `start end` of each window, in minutes. */
export const spans = ({ windows }: Calendar): string[] =>
  windows.map(({ start, end }) => `${start.slice(0, 16)} ${end.slice(0, 16)}`);
