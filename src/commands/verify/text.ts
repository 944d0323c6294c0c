import { span } from '../../report/nodes/time.js';
import type { VerifiedCase } from './run.js';

/** Most items of one list that are printed or are in the document: somebody may put a million files into a case. */
const mostListed = 200;

/** The document of `casefile verify --json`. `counts` says how many items each list would have without its bound. */
export function verificationDocument({ entries, differences, unfinished, setBack, ...rest }: VerifiedCase): object {
  const lists = { differences, unfinished, setBack };
  const counts = Object.entries(lists).map(([name, list]) => [name, list.length]);
  const bounded = Object.entries(lists).map(([name, list]) => [name, list.slice(0, mostListed)]);
  return {
    ...{ schema: 'casefile/verification@1', entries: entries.length, ...rest },
    ...{ ...Object.fromEntries(bounded), counts: Object.fromEntries(counts) },
  };
}

/** The lines of a list, and when it is too long, how many of them are shown. */
const bounded = <T>(what: string, list: T[], line: (item: T) => string): string[] => [
  ...list.slice(0, mostListed).map(line),
  ...(list.length > mostListed ? [`${what}  ${mostListed} of ${list.length} are listed`] : []),
];

/** @param headIsKnown whether the journal was compared with a head noted earlier. */
export function verificationText(
  { entries, checked, head, differences, unfinished, setBack }: VerifiedCase,
  headIsKnown: boolean,
): string[] {
  return [
    ...bounded('differences', differences, ({ kind, file, detail }) => `${kind}  ${file}  ${detail}`),
    ...bounded('unfinished', unfinished, ({ file, detail }) => `unfinished  ${file}  ${detail}`),
    ...bounded(
      'clock',
      setBack,
      ({ seq, milliseconds }) =>
        `clock  entry ${seq} is dated ${span(milliseconds)} before the entry before it: the clock was set back, another machine wrote it, or somebody did by hand`,
    ),
    `${entries.length} journal entries, ${checked} files: ${differences.length} differences`,
    `Head:    ${head ?? 'none'}`,
    ...(headIsKnown
      ? []
      : ['Entries removed from the end leave no trace here. Compare the head with the one you noted: --head HASH.']),
  ];
}
