import type { DerivedRow } from '../../domain/analysis.js';
import { type AddressScope, addressScopes, normalAddress, parseAddress } from '../addresses.js';
import { type Claim, type ClientProcess, claimsOf, clientProcess, idsOf } from '../installer/claims.js';
import { actorSid, type InstallRecords, installRecords } from '../installer/records.js';
import { integer, moment, refs, rowsOf, text, texts } from '../rows.js';
import type { FactFunction } from './types.js';

/**
 * Who installed a service, with the reason for believing it: one object
 * `{account, accountName, sid, confidence, reason, rank, logon, process, candidates, disagrees, disagreesFrom, from}`.
 *
 * The creation of a service often names SYSTEM, because the Windows Installer service makes it. So three chains are
 * followed, and the best kept: (1) 1040's client process -> 4688 or Sysmon 1 -> its logon 4624; (2) the user of
 * MsiInstaller 1040, 1033, 11707; (3) the user of 4697 or 7045. `systemSids` are accounts that stand for no person.
 * `confidence`: `high` with the logon behind it, `medium` without; one step less where chains name different accounts;
 * `none` and null fields where no chain names anyone.
 *
 * - `accountName`: without its domain. `account` is null where only the SID is known.
 * - `logon`: `{type, address, scope, at, logonId}`; `process`: `{image, commandLine, parentImage, at}`; or null.
 * - `candidates`: other logons in the evidence, `[{account, sid, at, logonType, address, from}]`: possible, no proof.
 * - `disagrees`: which records name another SID, e.g. "4697 and 7045 name S-1-5-18"; `disagreesFrom` are these records.
 */
export const serviceInstaller: FactFunction = {
  name: 'serviceInstaller',
  with: ['installs', 'identity', 'host', 'internalNetworks'],
  run(args, params, complain) {
    const installs = rowsOf(args['installs']);
    const identity = rowsOf(args['identity']);
    const scopeOf = addressScopes(rowsOf(args['host']), args['internalNetworks'], complain);
    const systemSids = new Set(['S-1-0-0', ...texts(params['systemSids'])]);
    const isNobody = (sid: string | null) => sid === null || systemSids.has(sid);

    const records = installRecords(installs);
    const client = clientProcess(records, identity);
    const claims = claimsOf(records, client, identity, isNobody);
    const best = claims[0];
    const account = best ? accountOf(best.sid, [...identity, ...installs]) : null;
    return {
      account,
      accountName: account?.replace(/^.*\\/s, '').replace(/@.*$/s, '') ?? null,
      sid: best?.sid ?? null,
      confidence: best ? confidenceOf(best, claims) : 'none',
      reason: best?.reason ?? reasonForNone(records, client),
      rank: best?.rank ?? null,
      logon: best?.logon ? shownLogon(best.logon, scopeOf) : null,
      process: shownProcess(best ? best.process : (client?.process ?? null)),
      candidates: candidatesOf(identity, best?.logon ?? null),
      ...disagreement(records, best?.sid ?? null),
      from: best?.from ?? refs(...records.creations, ...records.begins, client?.process),
    };
  },
};

/** The account's name, from any row that has it beside the SID. */
function accountOf(sid: string, rows: DerivedRow[]): string | null {
  const names = rows.map((row) => {
    if (row['sid'] === sid) return text(row['account']);
    return row['subjectSid'] === sid ? text(row['subjectAccount']) : null;
  });
  return names.find((name) => name !== null) ?? null;
}

function confidenceOf(best: Claim, claims: Claim[]): string {
  const contradicted = claims.some((claim) => claim.sid !== best.sid);
  return contradicted ? (best.confidence === 'high' ? 'medium' : 'low') : best.confidence;
}

function reasonForNone(records: InstallRecords, client: ClientProcess | null): string {
  const found = [...records.begins, ...records.ends, ...records.creations];
  const named = client
    ? `The client process of the installation ran as ${client.sid ?? 'an account that is not recorded'}, which stands for no person`
    : found.length > 0
      ? `${idsOf(found)} carry no account that stands for a person`
      : 'No record of the installation was found in the logs as far as they were read';
  return `${named}. The logs that would show who it was: Application (MsiInstaller 1040, 1033, 11707), Security (4697, 4688, 4624) and System (7045), at the time of the installation`;
}

function shownLogon(logon: DerivedRow, scopeOf: (value: string | null) => AddressScope | null) {
  const address = parseAddress(logon['address']) ? normalAddress(logon['address']) : null;
  return {
    type: integer(logon['logonType']),
    address,
    scope: scopeOf(address),
    at: text(logon['time']),
    logonId: text(logon['logonId']),
  };
}

const shownProcess = (process: DerivedRow | null) =>
  process && {
    image: text(process['image']),
    commandLine: text(process['commandLine']),
    parentImage: text(process['parentImage']),
    at: text(process['time']),
  };

/** Logons of accounts of a machine, a domain (S-1-5-21) or Entra ID (S-1-12-1); every other SID is built in. */
const candidatesOf = (identity: DerivedRow[], logon: DerivedRow | null) =>
  identity
    .filter((row) => row['kind'] === 'logon' && row !== logon && /^S-1-(5-21|12-1)-/.test(String(row['sid'])))
    .sort((a, b) => (moment(a['time']) ?? 0) - (moment(b['time']) ?? 0))
    .map((row) => ({
      account: text(row['account']),
      sid: text(row['sid']),
      at: text(row['time']),
      logonType: integer(row['logonType']),
      address: text(row['address']),
      from: row.from,
    }));

function disagreement(
  records: InstallRecords,
  sid: string | null,
): { disagrees: string | null; disagreesFrom: string[] } {
  const others = new Map<string, DerivedRow[]>();
  for (const row of sid === null ? [] : [...records.begins, ...records.ends, ...records.creations]) {
    const other = actorSid(row);
    if (other !== null && other !== sid) others.set(other, [...(others.get(other) ?? []), row]);
  }
  const parts = [...others].map(([other, rows]) => `${idsOf(rows)} ${rows.length > 1 ? 'name' : 'names'} ${other}`);
  return { disagrees: parts.join('; ') || null, disagreesFrom: refs(...[...others.values()].flat()) };
}
