import { readFileSync } from 'node:fs';
import { sha256 } from '../../files/hash.js';
import { sortProblems } from '../../playbook/problems.js';
import { packageFile } from '../powershell/package-file.js';
import type { CollectorEnd, CollectorJob, CollectorSource } from '../types.js';
import { readAllowed } from './allowed.js';
import { judgeUse } from './judge.js';
import type { ScriptProblem } from './problems.js';
import { type Use, useFields } from './uses.js';

/** A script to check. */
export interface ScriptText {
  /** Path, as problems name it. */
  file: string;
  text: string;
  /** Text of the prelude: its functions are there before the script runs. */
  prelude?: string | undefined;
  /** One of the tool's own scripts, by file name; absent for collectors. */
  own?: string;
}

/** What came of a check, or why there was none. */
export type ScriptCheck = { problems: ScriptProblem[] } | { notRun: string };

/** For one script, in milliseconds; the parser needs tenths of a second. */
const timeout = 30_000;

/**
 * Checks scripts against `powershell/allowed.json`, on the parser of an engine. Nothing of them is run. A script that
 * could not be checked is a problem; without FullLanguage the check as a whole does not run.
 * @throws KnownError exit 8 when the engine does not answer.
 */
export async function checkScripts(
  source: CollectorSource,
  scripts: ScriptText[],
  signal: AbortSignal,
): Promise<ScriptCheck> {
  const { languageMode } = await source.probe(signal);
  if (languageMode !== 'FullLanguage')
    return { notRun: `PowerShell runs in ${languageMode ?? 'an unknown mode'} here` };
  const path = 'check-script.ps1';
  const text = readFileSync(packageFile(path), 'utf8');
  const jobs = scripts.map(
    (script, index): CollectorJob => ({
      collector: `script${index}`,
      script: { path, sha256: sha256(text), text, file: packageFile(path) },
      parameters: { Script: script.text, Prelude: script.prelude ?? null },
      timeout,
      rows: useFields,
    }),
  );
  const uses = new Map<string, Use[]>(jobs.map(({ collector }) => [collector, []]));
  const ends = new Map<string, CollectorEnd>();
  await source.collect(
    jobs,
    {
      start() {},
      rows: (job, rows) => uses.get(job.collector)!.push(...(rows as unknown as Use[])),
      end: (job, end) => ends.set(job.collector, end),
    },
    signal,
  );
  signal.throwIfAborted();
  return {
    problems: scripts.flatMap((script, index) => {
      const { collector } = jobs[index]!;
      return problemsOf(script, uses.get(collector)!, ends.get(collector)!);
    }),
  };
}

function problemsOf({ file, text, own }: ScriptText, uses: Use[], end: CollectorEnd): ScriptProblem[] {
  const allowed = readAllowed(own);
  const problems = uses
    .flatMap((use) => judgeUse(use, allowed))
    .filter(({ code }) => !allowed.without.includes(code))
    .map(({ at, ...rest }): ScriptProblem => ({ ...rest, position: { file, line: at.line, column: at.column } }));
  if (end.outcome !== 'collected')
    problems.push({
      code: 'unchecked',
      position: { file, line: 1, column: 1 },
      found: `no result (${end.detail ?? end.outcome})`,
      expected: 'a script that can be checked',
    });
  return sortProblems([...notAscii(file, text), ...problems]);
}

/** Windows PowerShell 5.1 reads a file without a mark in the code page of the host. */
function notAscii(file: string, text: string): ScriptProblem[] {
  return text.split('\n').flatMap((line, index): ScriptProblem[] => {
    const column = line.search(/[^\t\r\x20-\x7e]/);
    if (column < 0) return [];
    const code = line.codePointAt(column)!.toString(16).toUpperCase().padStart(4, '0');
    const position = { file, line: index + 1, column: column + 1 };
    return [{ code: 'not-ascii', position, found: `U+${code}`, expected: 'ASCII, which every code page has' }];
  });
}
