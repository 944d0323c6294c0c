import type { DerivedRow } from '../../../domain/analysis.js';
import { text } from '../../rows.js';

/** Fields of rows that hold a SID and, beside it, the name that it had when the row was written. */
const pairs = [
  ['sid', 'account'],
  ['subjectSid', 'subjectAccount'],
  ['ownerSid', 'owner'],
  ['fileOwnerSid', 'fileOwner'],
] as const;

/** The account's name from the first row that has it beside the SID, and that row's references. */
export function accountOf(sid: string, rows: DerivedRow[]): { account: string; from: string[] } | null {
  for (const row of rows) {
    for (const [id, name] of pairs) {
      const account = row[id] === sid ? text(row[name]) : null;
      // Where Windows could not resolve it, the SID stands in the name's place.
      if (account !== null && account !== sid) return { account, from: row.from };
    }
  }
  return null;
}

/** An account of a machine or domain (S-1-5-21) or of Entra ID (S-1-12-1), and not the built-in ones among them. */
export const isPerson = (sid: string | null): boolean =>
  sid !== null && /^S-1-(5-21-[\d-]+-(500|[1-9]\d{3,})|12-1-[\d-]+)$/.test(sid);

/** `CONTOSO\anna` and `anna@contoso.example` without what names the domain. */
export const accountName = (account: string | null): string | null =>
  account?.replace(/^.*\\/s, '').replace(/@.*$/s, '') ?? null;
