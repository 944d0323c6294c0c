import { readFileSync } from 'node:fs';

/** One way of doing a job: does it once in processes that have ended then, gives the milliseconds that count. */
export type Contender = () => Promise<number>;

/** Medians over the rounds: milliseconds, and seconds of processor time of all processes (NaN where not known). */
export interface Cost {
  ms: number;
  cpu: number;
}

/**
 * Runs the contenders in turn (A B C A B C ...), so that a machine which slows down slows all of them. A first round
 * warms files and caches, and does not count.
 */
export async function compare<Name extends string>(
  contenders: { [name in Name]: Contender },
  rounds: number,
): Promise<{ [name in Name]: Cost }> {
  const names = Object.keys(contenders) as Name[];
  const runs = new Map<Name, Cost[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const before = childrenTime();
      const ms = await contenders[name]();
      if (round > 0) runs.get(name)!.push({ ms, cpu: childrenTime() - before });
    }
  }
  const costs = names.map((name) => {
    const all = runs.get(name)!;
    return [name, { ms: median(all.map(({ ms }) => ms)), cpu: median(all.map(({ cpu }) => cpu)) }];
  });
  return Object.fromEntries(costs) as { [name in Name]: Cost };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Seconds of processor time of all children that have ended, theirs included: cutime and cstime of Linux, in 1/100 s. */
function childrenTime(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const behindName = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  return (Number(behindName[13]) + Number(behindName[14])) / 100;
}
