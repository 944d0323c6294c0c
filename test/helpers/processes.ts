import { readdirSync, readFileSync } from 'node:fs';

/** Environment variable that marks a process and all that it starts. */
export const markName = 'CASEFILE_TEST_MARK';

/** Is there a way to look into the environment of processes? */
export const canSeeMarks: boolean = process.platform === 'linux';

/** Ids of the processes that carry a mark; they got it from whoever started them. */
export const markedProcesses = (mark: string): number[] =>
  readdirSync('/proc').flatMap((name) => {
    try {
      const environment = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/environ`, 'latin1') : '';
      return environment.includes(`${markName}=${mark}`) ? [Number(name)] : [];
    } catch {
      return []; // Gone in between, or another user's.
    }
  });
