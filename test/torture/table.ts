/** One line of the table: what was tried how often, and what must be 0. */
export interface Line {
  what: string;
  tried: number;
  /** All that there would have been to try, where the time was up before. */
  of?: number;
  /** Why it was not tried at all: no line of the table, but a sentence below it. */
  notTried?: string;
  lost?: number;
  leaked?: number;
  undetected?: number;
  /** Not detected by the folder alone, without the head that was noted elsewhere. */
  withoutHead?: number;
}

/** A line, and what was wrong, a sentence each. */
export interface Found extends Line {
  wrong: string[];
}

/** A part of a whole run: gives its lines as they are found. `milliseconds` is the time that the whole run is to take. */
export type Part = (how: { seed: number; milliseconds: number }) => AsyncIterable<Found>;

export const failed = (lines: Line[]): boolean =>
  lines.some(({ lost, leaked, undetected }) => (lost ?? 0) + (leaked ?? 0) + (undetected ?? 0) > 0);

const begin = '<!-- torture: begin, written by `npm run torture` -->';
const end = '<!-- torture: end -->';

const row = ({ what, tried, of, lost, leaked, undetected, withoutHead }: Line): string =>
  `| ${[
    what,
    of !== undefined && of > tried ? `${tried} of ${of}` : tried,
    lost ?? '-',
    leaked ?? '-',
    undetected ?? '-',
    withoutHead ?? '-',
  ].join(' | ')} |`;

/** The part of docs/reliability.md that `npm run torture` writes. */
export function section(lines: Line[], how: { seed: number; minutes: number }): string {
  return `${begin}
## Torture of a case

\`npm run torture\` (seed ${how.seed}, ${how.minutes} min) takes a small case with a step of every kind and does to it what crashes, full
disks, attackers and racers do. *lost*: an entry that was acknowledged is gone, the case does not verify or does not resume,
its report is not that of the undisturbed run, or two processes held it at once. *leaked*: something came out where it must
not. *undetected*: \`casefile verify --head\` with the hash noted before finds nothing. These three must be 0. The last column
counts where \`casefile verify\` without a noted head finds nothing and lists nothing as unfinished; for bags, where no signature
was asked for.

| what | tried | lost | leaked | undetected | undetected without a noted head |
|---|---|---|---|---|---|
${lines
  .filter(({ notTried }) => notTried === undefined)
  .map(row)
  .join('\n')}

${lines.map(({ what, notTried }) => (notTried ? `Not tried: ${what}; ${notTried}.\n\n` : '')).join('')}**What is not detectable from the folder alone.** A journal that was cut at its end, at an entry's end or in its last entry, is
that of a case whose process died there; a chain that was written again from some entry on is a good chain. The head hash,
noted elsewhere when the case was worked on (the terminal prints it, \`--json\` and the report hold one), tells both:
\`casefile verify --head HASH\`. Without it, what gives a cut away is only a file that was named by what is gone. What an
attacker changes on the host before it is collected no hash can tell.

**What a bag without a signature does not tell.** The journal in it tells every change of a file that it names; not entries cut
off its end with \`bag-info.txt\` made to fit, another date or tool there, nor a file such as a dying process leaves.

**What kills and power cuts show.** SIGKILL ends the process, not the machine: bytes that it gave to the system stay. A power
cut is simulated: every file goes back to the bytes that it had when it was synced last, and every folder, in one half of the
runs, to the names that it had; then the process is killed. That a disk does what fsync asks cannot be shown here.

**How texts and files are tried.** What a terminal (xterm, @xterm/headless) does with the texts is compared with what it does with
characters alone: no sequence obeyed, no reply, title, mode, colour or link, every line ours. Markdown, CSV and front matter are
read again by their parsers. Each huge or hostile file is given to the real command, in a process that reports its memory and
processor time: it must exit with 2 or 5 and a message, or continue and report the gap; more than 30 s of processor or 1 GB
counts as lost.

**Tried once, by programs that are not in the tests** (November 2026): 20,000 titles and conditions through \`casefile graph\` into
Mermaid 12.3.0 and 11.17.2 (jsdom 26.1.0), 300 graphs drawn: parse failures 0, links 0, nodes as expected. Markdown by
micromark-extension-gfm 3.0.0, marked 18.2.1 and markdown-it 15.0.3 (20,000), front matter by PyYAML 6.0.3 (5,000), CSV by
Python's csv (20,000): 0. No spreadsheet program was tried.
${end}`;
}

/** Puts the part in its place: between its marks, or at the end. */
export function into(page: string, text: string): string {
  const from = page.indexOf(begin);
  if (from === -1) return `${page.trimEnd()}\n\n${text}\n`;
  return page.slice(0, from) + text + page.slice(page.indexOf(end) + end.length);
}

/** The same part, as it stands in the page; empty where it is missing. */
export const cutOut = (page: string): string => {
  const from = page.indexOf(begin);
  return from === -1 ? '' : page.slice(from, page.indexOf(end) + end.length);
};
