import type { OwnProcess } from '../domain/evidence.js';
import type { Json, JsonObject } from '../domain/json.js';
import { moment } from './rows.js';

/** A process of casefile, from its start to the end of its last evidence. */
interface OwnSpan {
  pid: number;
  from: number;
  to: number;
}

/** casefile's own processes while evidence was collected, and the end of that (UTC ISO-8601). */
export interface Collected {
  own: OwnProcess[];
  ended: string | null;
}

/** Event log, process table and evidence use one clock, but each rounds it in another way. */
const slack = 1_000;

/**
 * Makes a function that recognises rows about casefile's own processes: by `processId` or `parentProcessId` (so children
 * count too), and by time, because Windows reuses ids. All times of a row must be within the life of such a process. A row
 * without times is a snapshot, and can only be about processes that ran when it was taken.
 * @param times names of the row's fields with a time.
 */
export function openOwnNoise(all: Collected[]): (row: JsonObject, of: Collected, times: string[]) => boolean {
  const spans = all.flatMap(({ own, ended }) => own.map((process) => spanOf(process, ended)));
  return (row, { own }, times) => {
    const about = (pid: number) => pid === row['processId'] || pid === row['parentProcessId'];
    const moments = times.flatMap((field) => moment(row[field] as Json) ?? []);
    return moments.length === 0
      ? own.some(({ pid }) => about(pid))
      : spans.some(({ pid, from, to }) => about(pid) && moments.every((at) => at >= from && at <= to));
  };
}

const spanOf = ({ pid, started }: OwnProcess, ended: string | null): OwnSpan => {
  const from = Date.parse(started);
  return { pid, from: from - slack, to: (ended === null ? from : Date.parse(ended)) + slack };
};
