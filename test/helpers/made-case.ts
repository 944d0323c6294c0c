import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listCases } from '../../src/case/find.js';
import { handOver } from '../../src/commands/handover/run.js';
import { reviewCase } from '../../src/commands/review/run.js';
import { runAlert } from '../../src/commands/run/run.js';
import { newFolder, root } from './casefile.js';

const inputs = join(root, 'test/torture/case');
const firstAlert = join(inputs, 'alert.json');
/** Evidence that the made cases are replayed from. */
export const madeFrom: string = join(inputs, 'evidence');

const work = (caseDir: string, alert: string, answers?: string) =>
  runAlert(
    alert,
    {
      ...{ caseDir, playbook: join(inputs, 'playbook'), replay: madeFrom, input: false, inputs: [] },
      ...{ caseRef: 'INC-2025-0042', tlp: 'AMBER', ...(answers === undefined ? {} : { answers, join: true as const }) },
    },
    new AbortController().signal,
  );

/** A case that waits for its first answer, and whose last entry is torn. */
async function makeWaiting(): Promise<string> {
  const cases = newFolder();
  await work(cases, firstAlert);
  const dir = join(cases, listCases(cases)[0]!);
  appendFileSync(join(dir, 'journal.jsonl'), '{"v":1,"seq":');
  return dir;
}

/** A case with a step of every kind: a second alert joined it, then it was concluded, handed over and reviewed. */
async function makeConcluded(): Promise<string> {
  const cases = newFolder();
  await work(cases, firstAlert);
  const second = join(newFolder(), 'second.json');
  writeFileSync(second, `${readFileSync(firstAlert, 'utf8')}\n`);
  await work(cases, second, join(inputs, 'answers.yaml'));
  const dir = join(cases, listCases(cases)[0]!);
  await handOver(dir, { caseDir: cases, to: 'N. Ext' });
  await reviewCase(dir, { caseDir: cases, by: 'S. Econd' });
  return dir;
}

/** Makes a case once per test file and gives a copy of it each time, because work on a case changes it. */
const copiesOf = (make: () => Promise<string>): (() => Promise<string>) => {
  let made: Promise<string> | undefined;
  return async () => {
    made ??= make();
    const dir = join(newFolder(), basename(await made));
    cpSync(await made, dir, { recursive: true });
    return dir;
  };
};

export const waitingCase: () => Promise<string> = copiesOf(makeWaiting);
export const concludedCase: () => Promise<string> = copiesOf(makeConcluded);
