import type { OwnProcess } from '../domain/evidence.js';
import type { Json, JsonObject } from '../domain/json.js';
import { moment } from './rows.js';

/** A process of the tool, from its start to the end of the last evidence that it gave. */
interface OwnSpan {
  pid: number;
  from: number;
  to: number;
}

/** The tool's own processes while one piece of evidence was collected, and when that ended (UTC ISO-8601). */
export interface Collected {
  own: OwnProcess[];
  ended: string | null;
}

/** Clocks of event log, process table and evidence are one clock, read and rounded by three. */
const slack = 1_000;

/**
 * Tells rows about the tool's own processes: by `processId` or `parentProcessId` (so the children are meant, too), and
 * by time, since ids are used again. A row with times must lie within such a process's life; a row without any is a
 * snapshot, and can only mean the processes that ran while it was taken.
 * @param times names of the row's fields that hold a time.
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
