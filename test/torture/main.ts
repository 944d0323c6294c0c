import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newFolder, root } from '../helpers/casefile.js';
import { letChangesGoWrong } from './changes.js';
import { changeLines, cutEnds, cutJournal, damageFiles, flipJournal, moveFiles, takeApart } from './damage.js';
import { finishedCase } from './faulty.js';
import { fillDisk, whyNoSmallDisk } from './full-disk.js';
import { hostileNames, injectCsv, injectMarkdown, injectTerminal, plantSecrets } from './injection.js';
import { below, shuffled } from './order.js';
import { race } from './racers.js';
import { failed, into, type Line, section } from './table.js';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '20250211' }, minutes: { type: 'string', default: '14' } },
});
const seed = Number(values.seed);
const begun = Date.now();
const lines: Line[] = [];
const wrong: string[] = [];
const add = (line: Line, problems: string[] = []) => {
  lines.push(line);
  wrong.push(...problems.map((problem) => `${line.what}: ${problem}`));
  console.error(
    `${Math.round((Date.now() - begun) / 1000)} s  ${line.what}: ${line.tried} tried, ${problems.length} wrong`,
  );
};

/** The changes get half of the time; what comes after them has no clock, and takes less than the rest. */
const share = 0.5 * Number(values.minutes) * 60_000;
for (const [what, faults, part] of [
  ['kill -9 before a change of the folder', ['kill'], 0.35],
  ['kill -9 in the middle of a change', ['killHalf'], 0.6],
  ['disk full or broken at a change (ENOSPC, EDQUOT, EIO)', ['ENOSPC', 'EDQUOT', 'EIO'], 0.85],
  ['file held by another at a change (EPERM, EACCES, EBUSY)', ['EPERM', 'EACCES', 'EBUSY'], 1],
] as const) {
  const { tried, of } = await letChangesGoWrong([...faults], (all) => shuffled(all, seed), begun + part * share);
  const problems = tried.flatMap((each) => each.wrong.map((problem) => `${each.what} ${each.change}: ${problem}`));
  add({ what, tried: tried.length, of, lost: problems.length }, problems);
}

const terminal = await injectTerminal();
add({ what: terminal.what, tried: terminal.tried, leaked: terminal.leaked.length }, terminal.leaked);
const markdown = await injectMarkdown();
add({ what: markdown.what, tried: markdown.tried, leaked: markdown.leaked.length }, markdown.leaked);
const csv = await injectCsv();
if (csv) add({ what: csv.what, tried: csv.tried, leaked: csv.leaked.length }, csv.leaked);
const secrets = await plantSecrets();
add({ what: secrets.what, tried: secrets.tried, leaked: secrets.leaked.length }, secrets.leaked);
const names = await hostileNames();
add({ what: names.what, tried: names.tried, leaked: names.leaked.length }, names.leaked);

const whole = takeApart(await finishedCase(newFolder()));
const damages = [
  cutJournal(whole, below(whole.journal.length)),
  flipJournal(whole, below(whole.journal.length * 8)),
  cutEnds(whole),
  changeLines(whole),
  ...damageFiles(whole, 1, seed),
  moveFiles(whole),
];
for (const { what, tried, lost, undetected, withoutHead } of damages)
  add(
    { what, tried, lost, undetected, withoutHead },
    undetected + lost > 0 ? [`${undetected} undetected, ${lost} lost`] : [],
  );

const racing = await race(50, 10);
const doubles = racing.doubles + racing.stuck + racing.leftovers;
add(
  {
    what: `racers for a dead lock, ${racing.racers} processes, ${racing.died} killed holding it`,
    tried: racing.held,
    lost: doubles,
  },
  doubles > 0 ? [JSON.stringify(racing)] : [],
);

const noDisk = whyNoSmallDisk();
if (noDisk) console.error(`disk full, on a file system of its own: not tried, ${noDisk}`);
else {
  const sizes = shuffled(
    Array.from({ length: 8 }, (_, at) => (2 * at + 2) * 4096),
    seed,
  );
  const disks = await fillDisk(sizes);
  const problems = disks.flatMap((disk) => disk.wrong.map((each) => `${disk.free} bytes: ${each}`));
  add({ what: 'disk full, on a file system of its own', tried: disks.length, lost: problems.length }, problems);
}

for (const problem of wrong) console.error(problem);
const page = join(root, 'docs/reliability.md');
const text = section(lines, { seed, minutes: Math.ceil((Date.now() - begun) / 60_000), noDisk, csv: csv !== null });
writeFileSync(page, into(readFileSync(page, 'utf8'), text));
console.log(text);
process.exitCode = failed(lines) ? 1 : 0;
