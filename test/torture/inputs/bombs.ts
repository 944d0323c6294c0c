import { newFolder } from '../../helpers/casefile.js';
import { finishedCase } from '../changes/faulty.js';
import { inLanes } from '../lanes.js';
import type { Found } from '../table.js';
import { type Door, doors } from './doors.js';
import type { Payload } from './payloads.js';
import type { Ended } from './run.js';

/** Most that a door may take of this machine's time and memory, whatever is put before it. */
const most = { seconds: 30, megabytes: 1024 };

/** What is wrong with an end, a sentence each. */
export function wrongWith(ended: Ended, { ends, says }: Pick<Door, 'ends' | 'says'>): string[] {
  const { code, signal, stderr, stdout, seconds, megabytes, polluted } = ended;
  const named = (code === 2 || code === 5) && (/\[[a-z-]+\]/.test(stderr) || /"code":/.test(stdout));
  const told = named || (says?.(ended) ?? false);
  return [
    ...(signal !== null ? [`ended by ${signal}`] : []),
    ...(megabytes === null && signal === null ? ['aborted'] : []),
    ...(signal === null && !ends.includes(code!)
      ? [`exit ${code}, expected ${ends.join(' or ')}: ${stderr.slice(0, 300)}`]
      : []),
    ...(/This is a bug/.test(stderr) ? [`a bug: ${stderr.slice(0, 400)}`] : []),
    ...(ends.includes(code!) && !told ? [`says nothing about it: ${stderr.slice(-300)}`] : []),
    ...(seconds > most.seconds ? [`took ${Math.round(seconds)} s`] : []),
    ...((megabytes ?? 0) > most.megabytes ? [`took ${megabytes} MB`] : []),
    ...polluted.map((name) => `every object has ${name} now`),
  ];
}

/** Hostile and huge files at every door of the command. @param choose takes some of all that there is to try. */
export async function hugeInputs(choose: <T>(all: T[]) => T[] = (all) => all): Promise<Found> {
  const finished = await finishedCase(newFolder());
  const jobs = choose(
    doors.flatMap((door) => Object.entries(door.payloads).map(([name, payload]) => ({ door, name, payload }))),
  );
  const worst = { seconds: 0, megabytes: 0 };
  const wrong = await inLanes(jobs, async ({ door, name, payload }: { door: Door; name: string; payload: Payload }) => {
    const ended = await door.run(payload, finished);
    worst.seconds = Math.max(worst.seconds, ended.seconds);
    worst.megabytes = Math.max(worst.megabytes, ended.megabytes ?? 0);
    const problems = wrongWith(ended, door);
    return problems.map((problem) => `${door.name}, ${name}: ${problem}`);
  });
  const count = new Set(jobs.map(({ door }) => door)).size;
  const what = `huge and hostile files, ${count} doors (worst ${worst.seconds.toFixed(1)} s, ${worst.megabytes} MB)`;
  return { what, tried: jobs.length, lost: wrong.flat().length, wrong: wrong.flat() };
}
