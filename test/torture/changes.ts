import { aftermath, type Fault, runFaulty, undisturbed } from './changes/faulty.js';
import { inLanes } from './lanes.js';
import { shuffled } from './order.js';
import type { Part } from './table.js';

/** One fault at one change of the case folder, and all that was wrong afterwards. */
export interface Tried {
  what: Fault;
  /** `write journal.jsonl`, without the case's name. */
  change: string;
  wrong: string[];
}

/** Exit codes that a refused change may end in: 0 where nothing depends on it, e.g. a full disk at the very last one. */
const mayEnd = (what: Fault): (number | null)[] => {
  if (what.startsWith('kill') || what.startsWith('cut')) return [null];
  return what.startsWith('E') && ['EPERM', 'EACCES', 'EBUSY'].includes(what) ? [0] : [0, 7];
};

const nameOf = (change: string): string =>
  change.replace(/\/20\d{6}-[\w-]+?-[0-9a-f]{8}/, '').replace(/(lock(?:\.displaced)?)\.[\d.a-f]+/, '$1.*');

/**
 * Lets changes go wrong, each in a run of its own: what was acknowledged must be there, the case must verify, and after
 * `resume` its report must be that of the undisturbed run.
 * @param order takes the changes to try, in this order; after `until` (milliseconds since 1970) no further one is begun.
 */
export async function letChangesGoWrong(
  faults: Fault[],
  order: <T>(all: T[]) => T[] = (all) => all,
  until: number = Number.POSITIVE_INFINITY,
): Promise<{ tried: Tried[]; of: number }> {
  const { changes, report } = await undisturbed();
  const jobs = order(faults.flatMap((what) => changes.map((change, index) => ({ what, change, at: index + 1 }))));
  const results = await inLanes(jobs, async ({ what, change, at }) => {
    if (Date.now() > until) return null;
    const run = await runFaulty(what, at, { times: 3 });
    const wrong = await aftermath(run, report);
    if (!mayEnd(what).includes(run.ran.code))
      wrong.unshift(`ends in ${run.ran.code ?? run.ran.signal}: ${run.ran.stderr}`);
    return { what, change: nameOf(change), wrong };
  });
  return { tried: results.filter((each) => each !== null), of: jobs.length };
}

/** The kinds of fault. Where a change is tried with one of them, they take turns, and another seed begins with another. */
const kinds: { what: string; faults: Fault[]; turns?: true }[] = [
  { what: 'kill -9 before a change of the folder', faults: ['kill'] },
  { what: 'kill -9 in the middle of a change', faults: ['killHalf'] },
  { what: 'power cut before a change: what was not synced is gone', faults: ['cutBytes', 'cutNames'] },
  { what: 'disk full or broken at a change (ENOSPC, EDQUOT or EIO)', faults: ['ENOSPC', 'EDQUOT', 'EIO'], turns: true },
  {
    what: 'file held by another at a change (EPERM, EACCES or EBUSY)',
    faults: ['EPERM', 'EACCES', 'EBUSY'],
    turns: true,
  },
];

/** Every change of the case folder goes wrong, as far as three quarters of the time reach. */
export const changes: Part = async function* ({ seed, milliseconds }) {
  const until = Date.now() + 0.75 * milliseconds;
  for (const { what, faults, turns = false } of kinds) {
    const inTurn = <T>(all: T[]) => {
      const each = all.length / faults.length;
      return all.filter((_, at) => ((at % each) + Math.floor(at / each) + seed) % faults.length === 0);
    };
    const order = <T>(all: T[]) => shuffled(turns ? inTurn(all) : all, seed);
    const { tried, of } = await letChangesGoWrong(faults, order, until);
    const wrong = tried.flatMap((each) => each.wrong.map((problem) => `${each.what} ${each.change}: ${problem}`));
    yield { what, tried: tried.length, of, lost: wrong.length, wrong };
  }
};
