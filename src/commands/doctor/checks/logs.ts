import type { JsonObject } from '../../../domain/json.js';
import { ending, scriptJob } from '../script-job.js';
import { bad, type Check, type Finding, ok } from '../types.js';

const job = 'logs';
/** A log that reaches back less than this many days has rarely seen the installation of anything. */
const shortDays = 7;
/** Logs that every Windows has. */
const always = new Set(['Security', 'System', 'Application']);

/** Which event logs can be read, and how far back: what lies before nobody can speak of. */
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
    const found = heard.rows.map((row) => judge(row, now));
    if (heard.end?.outcome === 'collected') return found;
    return [
      ...found,
      bad('warn', {
        found: `Asking for the event logs ${ending(heard)}`,
        means: 'Collectors that read event logs may go the same way',
        mend: 'Run powershell/doctor/Get-LogReach.ps1 by hand, and see whether the event log service answers.',
      }),
    ];
  },
};

function judge(row: JsonObject, now: number): Finding {
  const { log, state, oldest, errorId } = row as { log: string; state: string; oldest: string | null; errorId: string };
  const about = { subject: log, data: row };
  switch (state) {
    case 'readable':
      return reach(row, now);
    case 'absent':
      if (!always.has(log)) return ok('is not on this host', 'What it would tell is not recorded here', row, log);
      return bad('warn', {
        ...about,
        found: 'is not on this host, although every Windows has it',
        means: 'This is no Windows, or someone removed it: collectors that need it find nothing that proves anything',
        mend: 'Look at HKLM:\\SYSTEM\\CurrentControlSet\\Services\\EventLog for what became of it.',
      });
    case 'empty':
      return bad('warn', {
        ...about,
        found: 'holds no record',
        means: 'It was cleared, or never written to: that nothing is found in it proves nothing',
        mend: 'Look for a clearing (1102 in Security, 104 in System) and for forwarded copies of the log.',
      });
    case 'disabled':
      return bad('warn', {
        ...about,
        found: `is switched off${oldest ? `; its records begin at ${oldest}` : ''}`,
        means: 'What happened while it was off is recorded nowhere in it',
        mend: 'Leave it as it is during the case; ask who switched it off, and when.',
      });
    case 'denied':
      return bad('warn', {
        ...about,
        found: 'may not be read by this account',
        means: 'Collectors that need it are recorded as failed, and no benign verdict is reached without it',
        mend: 'Start casefile from a console that was opened as administrator.',
      });
    default:
      return bad('warn', {
        ...about,
        found: `cannot be read (${errorId ?? state})`,
        means: 'Collectors that need it are recorded as failed',
        mend: 'Open it in the event viewer; a damaged log can be exported and read elsewhere.',
      });
  }
}

function reach(row: JsonObject, now: number): Finding {
  const { log, oldest } = row as { log: string; oldest: string | null };
  const days = oldest === null ? Number.NaN : (now - Date.parse(oldest)) / 86_400_000;
  const found = Number.isNaN(days) ? `reaches back to ${oldest}` : `reaches back ${days.toFixed(1)} days, to ${oldest}`;
  if (!(days < shortDays)) return ok(found, 'What lies before that cannot be found in it', row, log);
  return bad('warn', {
    subject: log,
    found,
    means: 'An installation or logon before that cannot be found in it',
    mend: 'Ask for forwarded copies of it (SIEM, event collector) or for a backup.',
    data: row,
  });
}
