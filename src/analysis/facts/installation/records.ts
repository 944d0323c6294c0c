import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, integer, moment, newestFirst, text } from '../../rows.js';

/** The records of one installation. */
export interface InstallRecords {
  /** MsiInstaller 1040: a transaction begins; names the client process. Newest first. */
  begins: DerivedRow[];
  /** MsiInstaller 1033 and 11707: it ended. */
  ends: DerivedRow[];
  /** 4697 and 7045: the service was created. */
  creations: DerivedRow[];
}

/** Records further apart than this belong to different installations. An installer can wait for its user. */
export const sameInstallation = 3_600_000;

const succeeded = (row: DerivedRow): boolean => ['0', '1641', '3010'].includes(text(row['status']) ?? '0');
/** MsiInstaller 1033 and 11707: a package was installed. */
export const isInstalled = (row: DerivedRow): boolean => row['id'] === 11707 || (row['id'] === 1033 && succeeded(row));
/** MsiInstaller 1034 and 11724: a package was removed. */
export const isRemoved = (row: DerivedRow): boolean => row['id'] === 11724 || (row['id'] === 1034 && succeeded(row));

/**
 * The records of the newest installation: those around the newest creation of the service. Without a creation, those
 * around the newest end of a package's installation, or else its begin. A transaction that removed a package is left out.
 */
export function installRecords(installs: DerivedRow[]): InstallRecords {
  const timed = newestFirst(installs);
  const all = {
    begins: timed.filter((row) => row['id'] === 1040 && !beganRemoval(row, timed)),
    ends: timed.filter(isInstalled),
    creations: timed.filter((row) => row['id'] === 4697 || row['id'] === 7045),
  };
  const anchor = moment((all.creations[0] ?? all.ends[0] ?? all.begins[0])?.['time']);
  const near = (row: DerivedRow) => anchor !== null && Math.abs(moment(row['time'])! - anchor) <= sameInstallation;
  const before = (row: DerivedRow) => near(row) && moment(row['time'])! <= anchor!;
  return { begins: all.begins.filter(before), ends: all.ends.filter(near), creations: all.creations.filter(near) };
}

/** A transaction (1040) whose first end after it is a removal. */
export function beganRemoval(begin: DerivedRow, timed: DerivedRow[]): boolean {
  const at = moment(begin['time'])!;
  const end = timed
    .filter((row) => (isInstalled(row) || isRemoved(row)) && moment(row['time'])! >= at)
    .filter((row) => moment(row['time'])! - at <= sameInstallation)
    .at(-1);
  return end !== undefined && isRemoved(end);
}

/** SID of the account behind a record: the subject in 4697, the user in the header of all others. */
export const actorSid = (row: DerivedRow): string | null =>
  text(row['id'] === 4697 ? row['subjectSid'] : row['userSid']);

/** The newest of `rows` that is not later than `time`. */
export function newestUntil(rows: DerivedRow[], time: number): DerivedRow | undefined {
  return rows
    .filter((row) => (moment(row['time']) ?? Number.POSITIVE_INFINITY) <= time)
    .reduce<DerivedRow | undefined>(
      (best, row) => (best && moment(best['time'])! > moment(row['time'])! ? best : row),
      undefined,
    );
}

/** The last creation of process `processId` (4688, Sysmon 1) before `time`, because Windows reuses ids. */
export const processBefore = (identity: DerivedRow[], processId: number, time: number): DerivedRow | undefined =>
  newestUntil(
    identity.filter((row) => row['kind'] === 'process' && integer(row['processId']) === processId),
    time,
  );

/** Parents of a process, nearest first, as far as the records go. */
export function parentsOf(identity: DerivedRow[], process: DerivedRow | null): DerivedRow[] {
  const chain: DerivedRow[] = [];
  for (let row = process; row && chain.length < 8; row = chain.at(-1) ?? null) {
    const [parent, at] = [integer(row['parentProcessId']), moment(row['time'])];
    const found = parent === null || at === null ? undefined : processBefore(identity, parent, at);
    if (!found || found === row || chain.includes(found)) break;
    chain.push(found);
  }
  return chain;
}

/**
 * The last logon (4624) with this id before `time`. Ids are unique only until the next start of Windows, so logons before
 * the last start (Kernel-General 12) don't count. An administrator's logon has two linked halves: the other half is used
 * if this half was not logged.
 */
export function logonBefore(identity: DerivedRow[], logonId: string | null, time: number): DerivedRow | undefined {
  const wanted = logonNumber(logonId);
  if (wanted === null) return undefined;
  const boot = moment(
    newestUntil(
      identity.filter((row) => row['kind'] === 'boot'),
      time,
    )?.['time'],
  );
  const logons = identity.filter(
    (row) => row['kind'] === 'logon' && (boot === null || (moment(row['time']) ?? 0) >= boot),
  );
  const by = (field: string) =>
    newestUntil(
      logons.filter((row) => logonNumber(folded(row[field])) === wanted),
      time,
    );
  return by('logonId') ?? by('linkedLogonId');
}

/** Two logon ids are the same number. */
export const sameLogonId = (a: DerivedRow[string] | undefined, b: DerivedRow[string] | undefined): boolean => {
  const [one, other] = [logonNumber(folded(a)), logonNumber(folded(b))];
  return one !== null && one === other;
};

/** Logon ids are hexadecimal, in upper or lower case. 0x0 means "none". */
function logonNumber(id: string | null): bigint | null {
  const match = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(id ?? '');
  const number = match ? BigInt(`0x${match[1]}`) : 0n;
  return number === 0n ? null : number;
}
