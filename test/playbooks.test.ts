import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../src/domain/analysis.js';
import type { Result } from '../src/domain/result.js';
import { casefile, newFolder } from './helpers/casefile.js';
import { engine, simulatedPwsh } from './helpers/engine.js';
import { mask } from './helpers/mask.js';
import { at, type Expected, scenarioRun, scenarios } from './helpers/scenario.js';

/** The last analysis of a case. */
function analysisOf(dir: string): Analysis {
  const last = Math.max(...readdirSync(join(dir, 'analysis')).map((name) => Number.parseInt(name, 10)));
  return JSON.parse(readFileSync(join(dir, 'analysis', `${last}.json`), 'utf8')) as Analysis;
}

function check(result: Result, expected: Expected): void {
  if (expected.exit !== undefined) expect(result.exit).toBe(expected.exit);
  if (expected.verdict) expect(result.verdict?.level).toBe(expected.verdict);
  const analysis = analysisOf(result.dir!);
  const raised = [...new Set(analysis.findings.map(({ id }) => id))];
  expect(raised).toEqual(expect.arrayContaining(expected.findings ?? []));
  expect(raised.filter((id) => expected.noFindings?.includes(id))).toEqual([]);
  for (const [path, value] of Object.entries(expected.facts ?? {}))
    expect({ [path]: at(analysis.facts, path) }).toEqual({ [path]: value });
  for (const [collector, words] of Object.entries(expected.coverage ?? {})) {
    const { outcome, reason } = result.coverage[collector]!;
    expect({ [collector]: words.includes(' ') ? `${outcome} ${reason}` : outcome }).toEqual({ [collector]: words });
  }
  const report = readFileSync(result.report!, 'utf8');
  for (const text of expected.says ?? []) expect(report).toContain(text);
  for (const text of expected.never ?? []) expect(report).not.toContain(text);
  checkReferences(report, result.dir!);
}

/** Every `[E3#12]` of the report is a row that is there (the one in its legend is code, not a reference), and no key stands anywhere in the case. */
function checkReferences(report: string, dir: string): void {
  const rows = new Map(
    readdirSync(join(dir, 'evidence')).map((file) => {
      const lines = readFileSync(join(dir, 'evidence', file), 'utf8')
        .trimEnd()
        .split('\n');
      return [(JSON.parse(lines[0]!) as { evidence: string }).evidence, lines.length - 2];
    }),
  );
  const broken = [...report.matchAll(/(?<![\\`])\[(E\d+)(?:#(\d+))?\](?!\()/g)].filter(
    ([, evidence, row]) => !rows.has(evidence!) || Number(row ?? 0) > rows.get(evidence!)!,
  );
  expect(broken.map(([reference]) => reference)).toEqual([]);
  expect(report).not.toMatch(/RkFLRS1LRVkt/);
}

describe.each(scenarios.map((scenario) => [`${scenario.playbook}: ${scenario.name}`, scenario] as const))(
  '%s',
  (_, scenario) => {
    const { dir, expected } = scenario;
    const golden = join(dir, 'report.md');

    it(`on recorded evidence: ${expected.about}`, async () => {
      const { result } = await casefile(scenarioRun(scenario, newFolder()));
      if (expected.error) {
        expect(result.error?.code).toBe(expected.error);
        return;
      }
      check(result, expected);
      expect(mask(readFileSync(result.report!, 'utf8'))).toBe(mask(readFileSync(golden, 'utf8')));
    });

    it.skipIf(!engine || !existsSync(join(dir, 'host')))(
      'the same when the collectors run on its host',
      async () => {
        const { result } = await casefile(scenarioRun(scenario, newFolder(), simulatedPwsh), {
          env: { SIMULATED_HOST: join(dir, 'host') },
        });
        if (expected.error) {
          expect(result.error?.code).toBe(expected.error);
          return;
        }
        check(result, expected);
        const masks = { method: true };
        expect(mask(readFileSync(result.report!, 'utf8'), masks)).toBe(mask(readFileSync(golden, 'utf8'), masks));
      },
      120_000,
    );
  },
);
