import type { DerivedRow } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { integer, moment, text } from '../../rows.js';
import { accountOf, isPerson } from './accounts.js';
import { sameLogonId } from './records.js';

/** An account that may have done it. `basis` is the reason to name it, and is never proof. */
export type Candidate = JsonObject & { from: string[] };

const candidate = (sid: string | null, basis: string, at: string | null, row: DerivedRow, named: DerivedRow[]) => ({
  account: text(row['account']) ?? (sid === null ? null : (accountOf(sid, [row, ...named])?.account ?? null)),
  sid,
  basis,
  at,
  logonType: integer(row['logonType']),
  address: text(row['address']),
  from: row.from,
});

/** Logons in the evidence except `logon` and its linked half, oldest first. */
export const logonCandidates = (identity: DerivedRow[], logon: DerivedRow | null): Candidate[] =>
  identity
    .filter((row) => row['kind'] === 'logon' && row !== logon && /^S-1-(5-21|12-1)-/.test(String(row['sid'])))
    .filter((row) => logon === null || !sameLogonId(row['linkedLogonId'], logon['logonId']))
    .sort((a, b) => (moment(a['time']) ?? 0) - (moment(b['time']) ?? 0))
    .map((row) => candidate(text(row['sid']), 'logged on', text(row['time']), row, []));

/** Owners of files, and profiles with a key of the program: users' accounts other than `known`, without duplicates. */
export function traceCandidates(
  owned: DerivedRow[],
  identity: DerivedRow[],
  named: DerivedRow[],
  known: string | null,
): Candidate[] {
  const files = owned.map((row) => {
    const isProgram = text(row['fileOwnerSid']) !== null;
    const sid = text(isProgram ? row['fileOwnerSid'] : row['ownerSid']);
    const at = text(isProgram ? row['fileCreated'] : row['created']);
    return candidate(sid, isProgram ? 'owns the program file' : 'owns the configuration file', at, row, named);
  });
  const profiles = identity
    .filter((row) => row['kind'] === 'profile')
    .map((row) => candidate(text(row['sid']), "the account's profile has a key of the program", null, row, named));
  const found = new Map<string, Candidate>();
  for (const each of [...files, ...profiles]) {
    const key = `${each.sid} ${each.basis}`;
    if (isPerson(each.sid) && each.sid !== known && !found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}
