import { span } from '../../report/nodes/time.js';
import type { VerifiedCase } from './run.js';

/** @param headIsKnown whether the journal was compared with a head noted earlier. */
export function verificationText(
  { entries, checked, head, differences, unfinished, setBack }: VerifiedCase,
  headIsKnown: boolean,
): string[] {
  return [
    ...differences.map(({ kind, file, detail }) => `${kind}  ${file}  ${detail}`),
    ...unfinished.map(({ file, detail }) => `unfinished  ${file}  ${detail}`),
    ...setBack.map(
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
