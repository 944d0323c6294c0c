import type { DerivedRow } from '../../../domain/analysis.js';
import { text } from '../../rows.js';

/** Fields of rows with a SID, and the field with the name that it had when the row was written. */
const pairs = [
  ['sid', 'account'],
  ['subjectSid', 'subjectAccount'],
  ['ownerSid', 'owner'],
  ['fileOwnerSid', 'fileOwner'],
] as const;

/** The account's name from the first row that has it next to the SID, and that row's references. */
export function accountOf(sid: string, rows: DerivedRow[]): { account: string; from: string[] } | null {
  for (const row of rows) {
    for (const [id, name] of pairs) {
      const account = row[id] === sid ? text(row[name]) : null;
      // If Windows could not resolve the SID, it writes the SID in place of the name.
      if (account !== null && account !== sid) return { account, from: row.from };
    }
  }
  return null;
}

/** A user account of a machine or domain (S-1-5-21) or of Entra ID (S-1-12-1), without the built-in accounts. */
export const isPerson = (sid: string | null): boolean =>
  sid !== null && /^S-1-(5-21-[\d-]+-(500|[1-9]\d{3,})|12-1-[\d-]+)$/.test(sid);

/** `CONTOSO\anna` and `anna@contoso.example` without the domain. */
export const accountName = (account: string | null): string | null =>
  account?.replace(/^.*\\/s, '').replace(/@.*$/s, '') ?? null;
