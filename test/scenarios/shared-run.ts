import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import { type Ran, ranOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { type Outcome, outcomeOf } from './expected.js';
import { type Scenario, scenarioRun } from './scenario.js';

/** Milliseconds that a test file waits for a run of another one. */
const longest = 120_000;

/**
 * One run on recorded evidence for every test file that looks at its case: the first to ask runs it, the others wait for it.
 * The case is for reading; a test that changes it copies it first.
 * @param args the command line for a folder of cases
 */
export async function sharedRun(name: string, args: (cases: string) => string[]): Promise<Ran> {
  const folder = join(inject('runs'), name.replaceAll(/[^\w-]+/g, '-'));
  const outcome = join(folder, 'outcome.json');
  if (isFirst(folder)) {
    writeFileSync(`${outcome}.new`, JSON.stringify(await casefile(args(folder))));
    renameSync(`${outcome}.new`, outcome);
  }
  const until = Date.now() + longest;
  while (!existsSync(outcome)) {
    if (Date.now() > until) throw new Error(`The run of ${name} didn't finish in the test file that started it.`);
    await setTimeout(50);
  }
  return ranOf(JSON.parse(readFileSync(outcome, 'utf8')) as Omit<Ran, 'result'>);
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** A scenario on its recorded evidence. */
export const sharedOutcome = async (scenario: Scenario): Promise<Outcome> =>
  outcomeOf((await sharedRun(scenario.title, (cases) => scenarioRun(scenario, cases))).result);
