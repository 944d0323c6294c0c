import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Nodes } from 'mdast';
import { verifyWithReport } from '../../src/commands/verify/run.js';
import { exportsByName } from '../../src/exports/index.js';
import { casefile } from '../helpers/casefile.js';
import { parseMarkdown } from '../helpers/markdown.js';
import { Screen } from '../helpers/screen.js';
import { calculated } from '../helpers/spreadsheet.js';
import { type HostileRun, runHostile } from './injections/hostile-case.js';
import { csv, fileNames, hostNames, markdown, secrets, terminal } from './injections/strings.js';
import { inLanes } from './lanes.js';
import type { Part } from './table.js';

/** Strings that went through whole runs, and what came out where it must not. */
export interface Injected {
  what: string;
  tried: number;
  leaked: string[];
}

/** Everything that a terminal obeys or that hides text; a line break is ours. */
const control = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const around = (text: string, at: number): string => JSON.stringify(text.slice(Math.max(0, at - 30), at + 30));

const found = (where: string, text: string, pattern: RegExp): string[] => {
  const at = text.search(pattern);
  return at === -1 ? [] : [`${where}: ${around(text, at)}`];
};

/** A run that finished, with its report. */
async function reportOf(run: HostileRun): Promise<string> {
  const { report } = run.ran.result;
  if (report === null) throw new Error(`no report: ${run.ran.stderr}`);
  return readFileSync(report, 'utf8');
}

/** Terminal, JSON and report hold no control character, whatever went in, and a terminal obeys nothing in it. */
export async function injectTerminal(strings: string[] = terminal): Promise<Injected> {
  const run = await runHostile(strings);
  const report = await reportOf(run);
  const screen = new Screen();
  await screen.write(run.printed);
  const leaked = [
    ...found('terminal', run.printed, control),
    ...found('report', report, control),
    ...found('JSON', run.ran.stdout, /[^\x20-\x7e\n]/),
    ...found('terminal', run.printed, /^Verdict: expected/m),
    ...screen.changed().map((what) => `terminal: ${what}`),
  ];
  return { what: 'terminal sequences and hidden characters', tried: strings.length, leaked };
}

const children = (node: Nodes): Nodes[] => ('children' in node ? node.children : []);
const all = (node: Nodes): Nodes[] => [node, ...children(node).flatMap(all)];
const active = ['link', 'linkReference', 'image', 'imageReference', 'html', 'definition', 'footnoteReference', 'break'];

/** What a document is, apart from its words: depths of headings, and what a reader would click, load or not see. */
function shapeOf(report: string): { headings: string; active: string[]; tables: boolean; prose: string } {
  const text = report.replace(/^---\n[\s\S]*?\n---\n/, '');
  const nodes = all(parseMarkdown(text));
  // Code is a value, never a reference.
  const spans = nodes.filter(({ type }) => type === 'inlineCode' || type === 'code').map(({ position }) => position!);
  const prose = spans
    .sort((a, b) => b.start.offset! - a.start.offset!)
    .reduce((rest, { start, end }) => rest.slice(0, start.offset) + rest.slice(end.offset), text);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return {
    headings: nodes.flatMap((node) => (node.type === 'heading' ? [node.depth] : [])).join(' '),
    active: nodes.flatMap(({ type }) => (active.includes(type) ? [type] : [])),
    tables: rows.every((row) => row.endsWith('|')),
    prose,
  };
}

/** The report has the headings that a harmless run gives, and nothing in it is more than text. */
export async function injectMarkdown(strings: string[] = markdown): Promise<Injected> {
  const harmless = shapeOf(await reportOf(await runHostile(strings.map((_, at) => `text${at}`))));
  const report = await reportOf(await runHostile(strings));
  const shape = shapeOf(report);
  const leaked = [
    ...shape.active.map((type) => `a ${type} in the report`),
    ...(shape.headings === harmless.headings ? [] : [`other headings: ${shape.headings}, not ${harmless.headings}`]),
    ...(shape.tables ? [] : ['a row of a table is broken']),
    ...found('forged reference', shape.prose, /(?<!\\)\[E999/),
    ...found('front matter', report.slice(report.indexOf('\n---\n') + 5), /^verdict: expected/m),
  ];
  return { what: 'Markdown and HTML', tried: strings.length, leaked };
}

/** No cell of any export in CSV begins with what a spreadsheet calculates. */
export async function injectCsv(strings: string[] = csv): Promise<Injected> {
  const formats = [...exportsByName.values()].filter(({ extension }) => extension === 'csv');
  const { ran } = await runHostile(strings);
  const leaked: string[] = [];
  for (const { name } of formats) {
    const { stdout } = await casefile(['report', ran.result.dir!, '--format', name, '--stdout']);
    const rows = parseCsv(stdout, { bom: true, relax_column_count: true }) as string[][];
    for (const cell of rows.flat()) if (calculated(cell).length > 0) leaked.push(`${name}: ${cell}`);
  }
  return { what: 'formulas in CSV', tried: strings.length, leaked };
}

/** Paths of all files below a folder. */
const below = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(dir, file)).isFile());

const safePath = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\/){0,8}[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
const device = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)/i;

/** Every file of the case has a name that every file system takes, and lies below the folder of cases. */
export async function hostileNames(files: string[] = fileNames, hosts: string[] = hostNames): Promise<Injected> {
  const jobs = [...files.map((fileName) => ({ fileName })), ...hosts.map((host) => ({ host }))];
  const results = await inLanes(jobs, async (names) => {
    const { ran, cases, printed } = await runHostile(['text'], { ...names, alone: true });
    const problems = found('terminal', printed, control);
    // A host's name can be refused as no name; a case that was made must be a good one.
    if (!existsSync(cases)) return ran.code === 1 ? [...problems, 'a bug'] : problems;
    const outside = below(resolve(cases, '../../..')).filter(
      (file) => !/^(?:deep\/er\/cases|evidence|files)\//.test(file) && !/^(?:answers\.yaml|alert\.json)$/.test(file),
    );
    const { dir } = ran.result;
    if (dir && verifyWithReport(dir).differences.length > 0) problems.push('does not verify');
    const bad = below(cases).filter((file) => !safePath.test(file) || device.test(file));
    if (ran.code === 1) problems.push('a bug');
    return [...problems, ...outside.map((file) => `outside: ${file}`), ...bad.map((file) => `name: ${file}`)];
  });
  const leaked = results.flatMap((problems, at) =>
    problems.map((problem) => `${JSON.stringify(jobs[at])}: ${problem}`),
  );
  return { what: 'names of files and hosts', tried: jobs.length, leaked };
}

/**
 * No key anywhere but in the alert and the attachments, which are kept byte for byte: journal, evidence, analyses,
 * report, JSON, terminal.
 */
export async function plantSecrets(planted: { text: string; never: string }[] = secrets): Promise<Injected> {
  const { ran, printed } = await runHostile(planted.map(({ text }) => text));
  const dir = ran.result.dir!;
  const texts = [
    ['terminal', printed],
    ['JSON', ran.stdout],
    ...below(dir)
      .filter((file) => !/^(?:alert\.|alerts\/|attachments\/|playbook\/)/.test(file))
      .map((file) => [file, readFileSync(join(dir, file), 'utf8')]),
  ] as [string, string][];
  const leaked = [...new Set(planted.map(({ never }) => never))].flatMap((never) =>
    texts.flatMap(([where, text]) => (text.includes(never) ? [`${where}: ${around(text, text.indexOf(never))}`] : [])),
  );
  return { what: 'secrets', tried: planted.length, leaked };
}

/** Whole runs with strings that terminals, Markdown, spreadsheets, file systems and attackers give a meaning to. */
export const injections: Part = async function* () {
  for (const inject of [injectTerminal, injectMarkdown, injectCsv, plantSecrets, hostileNames]) {
    const { what, tried, leaked } = await inject();
    yield { what, tried, leaked: leaked.length, wrong: leaked };
  }
};
