import type { JsonObject } from '../../../domain/json.js';
import { ending, scriptJob } from '../script-job.js';
import { bad, type Check, type Finding, ok } from '../types.js';

const job = 'logs';
/** Days. A log that reaches back less than this has rarely recorded an installation. */
const shortDays = 7;
/** Logs that every Windows has. */
const always = new Set(['Security', 'System', 'Application']);

/** Which event logs can be read, and how far back. Nothing is known about the time before. */
export const logs: Check = {
  id: 'logs',
  about: 'event logs: readable or not, and how far back',
  needsEngine: true,
  asks: () => [
    scriptJob(
      job,
      'Get-LogReach.ps1',
      {},
      {
        ...{ log: 'string', state: 'string', oldest: 'time', newest: 'time' },
        ...{ records: 'integer', maximumBytes: 'integer', errorId: 'string' },
      },
    ),
  ],
  run({ engine }) {
    const heard = engine.heard(job);
    const now = Date.parse(engine.hello.now ?? '');
    const found = heard.rows.map((row) => judgeLog(row, now));
    if (heard.end?.outcome === 'collected') return found;
    const failed = bad('warn', {
      found: `The script that reads the event logs ${ending(heard)}`,
      means: 'Collectors that read event logs may fail in the same way',
      fix: 'Run powershell/doctor/Get-LogReach.ps1 by hand, and check that the event log service answers.',
    });
    return [...found, failed];
  },
};

interface LogProblem {
  found: string;
  means: string;
  fix: string;
}

function judgeLog(row: JsonObject, now: number): Finding {
  const { log, state, oldest, errorId } = row as { log: string; state: string; oldest: string | null; errorId: string };
  if (state === 'readable') return judgeReach(row, now);
  if (state === 'absent' && !always.has(log))
    return ok('is not on this host', 'What it would record is not recorded here', row, log);
  const other: LogProblem = {
    found: `cannot be read (${errorId ?? state})`,
    means: 'Collectors that need it are recorded as failed',
    fix: 'Open it in the event viewer. A damaged log can be exported and read elsewhere.',
  };
  return bad('warn', { subject: log, data: row, ...(problems(oldest)[state] ?? other) });
}

const problems = (oldest: string | null): { [state: string]: LogProblem } => ({
  absent: {
    found: 'is not on this host, although every Windows has it',
    means: 'This is not Windows, or somebody removed the log. Finding nothing in it proves nothing',
    fix: 'Look at HKLM:\\SYSTEM\\CurrentControlSet\\Services\\EventLog to see what happened to it.',
  },
  empty: {
    found: 'contains no record',
    means: 'It was cleared, or never written to. Finding nothing in it proves nothing',
    fix: 'Look for a clearing (1102 in Security, 104 in System) and for forwarded copies of the log.',
  },
  disabled: {
    found: `is switched off${oldest ? `; its records begin at ${oldest}` : ''}`,
    means: 'It has no record of what happened while it was off',
    fix: 'Leave it as it is during the case. Ask who switched it off, and when.',
  },
  denied: {
    found: 'cannot be read by this account',
    means: 'Collectors that need it are recorded as failed, and no benign verdict is possible without it',
    fix: 'Start casefile from a console opened as administrator.',
  },
});

function judgeReach(row: JsonObject, now: number): Finding {
  const { log, oldest } = row as { log: string; oldest: string | null };
  const days = oldest === null ? Number.NaN : (now - Date.parse(oldest)) / 86_400_000;
  const found = Number.isNaN(days) ? `reaches back to ${oldest}` : `reaches back ${days.toFixed(1)} days, to ${oldest}`;
  if (!(days < shortDays)) return ok(found, 'Anything before that cannot be found in it', row, log);
  const means = 'An installation or logon before that cannot be found in it';
  const fix = 'Ask for forwarded copies of it (SIEM, event collector) or for a backup.';
  return bad('warn', { subject: log, found, means, fix, data: row });
}
