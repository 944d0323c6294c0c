/** An approved change window as a file names it. */
export interface ChangeWindow {
  /** UTC ISO-8601. */
  start: string;
  end: string;
  /** Zone of the file's times, from the file or from the command line: `UTC`, `+01:00`, `Europe/Berlin`. */
  zone: string;
  /** What the file calls it: a ticket, a title; null when it has no name. */
  label: string | null;
  /** `changes.ics:12`: file and line that it comes from. */
  source: string;
}

/** A mistake of a file; lines count from 1. */
export interface CalendarProblem {
  line: number;
  found: string;
  expected: string;
}

/** Content of a file of change windows. With a problem nothing in it can be used, because a window may be missing. */
export interface Calendar {
  windows: ChangeWindow[];
  problems: CalendarProblem[];
  /** One sentence for each event that isn't an approved window, with the reason. */
  leftOut: string[];
}

/** What a file does not say itself. */
export interface CalendarSettings {
  /** Name of the file, without its folder, as windows cite it. */
  file: string;
  /** Zone of times without a zone: an IANA name or an offset; null = such times are a problem. */
  zone: string | null;
  /** Recurring events are followed up to here, in milliseconds since 1970. */
  until: number;
}

/** Windows of one file at most; a calendar that gives more is to be exported over a shorter range. */
export const maxWindows = 5000;
