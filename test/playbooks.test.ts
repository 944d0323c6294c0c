import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Heading } from 'mdast';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sections } from '../src/report/sections/index.js';
import { casefile } from './helpers/in-process.js';
import { cellsOf, parseMarkdown, tableReaders } from './helpers/markdown.js';
import { mask } from './helpers/mask.js';
import { playbooks } from './helpers/playbooks.js';
import { broken, changed, type Outcome } from './scenarios/expected.js';
import { examples, scenarios } from './scenarios/scenario.js';
import { sharedOutcome } from './scenarios/shared-run.js';

/** A report's front matter, and what follows it. */
const partsOf = (report: string): { front: string; body: string } => {
  const [, front, ...body] = report.split('---\n');
  return { front: front!, body: body.join('---\n') };
};

/** Titles of the report's sections, in its order. */
const titlesOf = (report: string): string[] =>
  parseMarkdown(partsOf(report).body)
    .children.filter((node): node is Heading => node.type === 'heading' && node.depth === 2)
    .map(({ children: [title] }) => (title as { value: string }).value);

/** Rows of a table that have other cells than its head, for one reader of tables or for both. */
const raggedRows = (report: string): string[] =>
  [...report.matchAll(/(?:^\|.*\n)+/gm)].flatMap(([table]) =>
    Object.values(tableReaders).flatMap((read) => {
      const [head, ...rows] = table.trimEnd().split('\n');
      return rows.filter((row) => cellsOf(row, read).length !== cellsOf(head!, read).length);
    }),
  );

describe.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (_, scenario) => {
  const { expected } = scenario;
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await sharedOutcome(scenario);
  });

  it(`on recorded evidence: ${expected.about}`, () => {
    expect(broken(expected, outcome)).toEqual([]);
  });

  it('is noticed when any of its claims is changed', () => {
    const unnoticed = changed(expected, outcome).filter((each) => broken(each.expected, outcome).length === 0);
    expect(unnoticed.map(({ claim }) => claim)).toEqual([]);
  });

  it('names findings and collectors of its playbook', () => {
    const playbook = playbooks.find(({ id }) => id === scenario.playbook)!;
    const rules = playbook.findings.map(({ id }) => id);
    const named = [...(expected.findings ?? []), ...(expected.noFindings ?? [])];
    expect(named.filter((id) => !rules.includes(id))).toEqual([]);
    const collectors = Object.keys(expected.coverage ?? {});
    expect(collectors.filter((id) => !(id in playbook.collectors))).toEqual([]);
  });

  it.skipIf(expected.error)('has a report that parses: front matter, sections in order, even tables', () => {
    const { report } = outcome;
    expect(parse(partsOf(report).front)).toHaveProperty('status');
    const known = sections.flatMap(({ title }) => title ?? []);
    const found = titlesOf(report);
    expect(found).toEqual(known.filter((title) => found.includes(title)));
    expect(raggedRows(report)).toEqual([]);
  });

  it.skipIf(expected.error)('has the same report when it is made again', async () => {
    const args = ['report', outcome.result.dir!, '--stdout'];
    const again = await casefile(args, { env: { TZ: 'Asia/Tokyo', LANG: 'ja_JP' } });
    expect(again.stdout).toBe(outcome.report);
  });

  it.skipIf(expected.error)('has no value in its report that was left unfilled, and no key', () => {
    const { body } = partsOf(outcome.report);
    expect(body).not.toMatch(/RkFLRS1LRVkt|\[object/);
    // A condition that is quoted as code may well name null; a value that is one may not.
    const values = body.replaceAll(/`[^`\n]*[^`\w\n][^`\n]*`/g, '');
    expect(values.match(/.*\b(?:null|undefined|NaN)\b.*/g)).toBeNull();
  });
});

describe.each(examples.map((example) => [example.title, example] as const))('%s', (_, example) => {
  it('reads as its report.md', async () => {
    const file = join(example.dir, 'report.md');
    const [kept, { report }] = [readFileSync(file, 'utf8'), await sharedOutcome(example)];
    // Ids, hashes and our own times differ in each run; a report that differs in nothing else is the one that is kept.
    await expect(mask(report) === mask(kept) ? kept : report).toMatchFileSnapshot(file);
  });
});

/**
 * Findings of attached cloud logs, which test/analysis/attached.test.ts shows and no scenario does. The list is closed: a
 * new finding comes with a scenario.
 */
const shownElsewhere = [
  'relayWritten',
  'keyReadNearChange',
  'authorisationRuleWritten',
  'appBound',
  'failedSignIns',
  'operationsUnnamed',
];

describe('all scenarios together', () => {
  it.each(playbooks.map((playbook) => [playbook.id, playbook] as const))(
    'show every finding of %s',
    (id, { findings }) => {
      const own = scenarios.filter(({ playbook }) => playbook === id);
      const shown = own.flatMap(({ expected }) => expected.findings ?? []);
      const known = [...shown, ...shownElsewhere];
      expect(findings.map((finding) => finding.id).filter((finding) => !known.includes(finding))).toEqual([]);
    },
  );

  it('show every section of the report', async () => {
    const outcomes = await Promise.all(scenarios.map(sharedOutcome));
    const shown = new Set(outcomes.flatMap(({ report }) => titlesOf(report)));
    expect(sections.flatMap(({ title }) => title ?? []).filter((title) => !shown.has(title))).toEqual([]);
  }, 180_000);
});
