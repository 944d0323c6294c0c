import type { DerivedRow } from '../../domain/analysis.js';
import { folded, integer, moment, text } from '../rows.js';

/** What was logged about one installation. */
export interface InstallRecords {
  /** MsiInstaller 1040: a transaction begins; names the client process. Newest first. */
  begins: DerivedRow[];
  /** MsiInstaller 1033 and 11707: it ended. */
  ends: DerivedRow[];
  /** 4697 and 7045: the service was created. */
  creations: DerivedRow[];
}

/** Records that lie further apart than this are not of one installation; an installer can wait for its user. */
const sameInstallation = 3_600_000;

/**
 * The records of the newest installation: around the newest creation of the service; where none is logged, around the
 * newest end of a package's installation, or else its begin.
 */
export function installRecords(installs: DerivedRow[]): InstallRecords {
  const timed = installs
    .filter((row) => moment(row['time']) !== null)
    .sort((a, b) => moment(b['time'])! - moment(a['time'])!);
  const all = {
    begins: timed.filter((row) => row['id'] === 1040),
    ends: timed.filter((row) => row['id'] === 11707 || (row['id'] === 1033 && (row['status'] ?? '0') === '0')),
    creations: timed.filter((row) => row['id'] === 4697 || row['id'] === 7045),
  };
  const anchor = moment((all.creations[0] ?? all.ends[0] ?? all.begins[0])?.['time']);
  const near = (row: DerivedRow) => anchor !== null && Math.abs(moment(row['time'])! - anchor) <= sameInstallation;
  const before = (row: DerivedRow) => near(row) && moment(row['time'])! <= anchor!;
  return { begins: all.begins.filter(before), ends: all.ends.filter(near), creations: all.creations.filter(near) };
}

/** SID that a record holds responsible: the subject in 4697, the user in the header of all others. */
export const actorSid = (row: DerivedRow): string | null =>
  text(row['id'] === 4697 ? row['subjectSid'] : row['userSid']);

/** The newest of `rows` that is not later than `time`. */
function newestUntil(rows: DerivedRow[], time: number): DerivedRow | undefined {
  return rows
    .filter((row) => (moment(row['time']) ?? Number.POSITIVE_INFINITY) <= time)
    .reduce<DerivedRow | undefined>(
      (best, row) => (best && moment(best['time'])! > moment(row['time'])! ? best : row),
      undefined,
    );
}

/** Process creation (4688, Sysmon 1) of `processId` that lies nearest before `time`: Windows gives ids out again. */
export const processBefore = (identity: DerivedRow[], processId: number, time: number): DerivedRow | undefined =>
  newestUntil(
    identity.filter((row) => row['kind'] === 'process' && integer(row['processId']) === processId),
    time,
  );

/**
 * The logon (4624) with this id that lies nearest before `time`, since ids are unique between two boots only. An
 * administrator's logon has two linked halves: the other half serves where the half itself was not logged.
 */
export function logonBefore(identity: DerivedRow[], logonId: string | null, time: number): DerivedRow | undefined {
  const wanted = logonNumber(logonId);
  if (wanted === null) return undefined;
  const logons = identity.filter((row) => row['kind'] === 'logon');
  const by = (field: string) =>
    newestUntil(
      logons.filter((row) => logonNumber(folded(row[field])) === wanted),
      time,
    );
  return by('logonId') ?? by('linkedLogonId');
}

/** Logon ids are hexadecimal texts of either case; 0x0 means "none". */
function logonNumber(id: string | null): bigint | null {
  const match = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(id ?? '');
  const number = match ? BigInt(`0x${match[1]}`) : 0n;
  return number === 0n ? null : number;
}
