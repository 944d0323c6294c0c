import type { DerivedRow } from '../../../domain/analysis.js';
import { grouped, integer, refs, rowsOf, text, texts } from '../../rows.js';
import { type AddressScope, addressScopes, normalAddress, parseAddress } from '../network/addresses.js';
import type { FactFunction } from '../types.js';
import { accountName, accountOf } from './accounts.js';
import { logonCandidates, traceCandidates } from './candidates.js';
import { type Claim, type ClientProcess, claimsOf, clientProcess, idsOf } from './claims.js';
import { possibleCreators } from './creators.js';
import { actorSid, type InstallRecords, installRecords, parentsOf } from './records.js';

/**
 * Who installed a service, with the reason for believing it: one object `{account, accountName, sid, confidence, reason,
 * rank, how, logon, process, parents, possibleProcesses, candidates, disagrees, disagreesFrom, from}`.
 *
 * The creation of a service often names SYSTEM, because the Windows Installer service creates it. So three chains are
 * followed and the best is kept: (1) 1040's client process -> 4688 or Sysmon 1 -> its logon 4624; (2) the user of
 * MsiInstaller 1040, 1033, 11707; (3) the user of 4697 or 7045. `systemSids` are accounts that aren't a person's.
 * `confidence`: `high` with the logon behind it, `medium` without. One step less when chains name different accounts.
 * `none` and null fields when no chain names anyone.
 *
 * - `accountName`: without its domain. `account` is null when no row has a name next to the SID. The name can come from
 *   rows of `named` and `owned`, which are then in `from`.
 * - `how`: `package`; `process` when a process of the host created the service; `network` when a network logon (type 3)
 *   from another address did and no process of it is known; `created` otherwise; null when nobody is named.
 * - `logon`: `{type, address, scope, at, logonId}`; `process`: `{image, commandLine, parentImage, at}`; or null.
 * - `parents`: images above that process, nearest first.
 * - `possibleProcesses`: processes that the creating logon started shortly before, when none is known to have done it.
 * - `candidates`: `[{account, sid, basis, at, logonType, address, from}]`, possible without proof: other logons in the
 *   evidence, owners of the files in `owned`, profiles with a key of the program.
 * - `disagrees`: which records name another SID, e.g. "4697 and 7045 name S-1-5-18"; `disagreesFrom` are these records.
 *
 * With `logs` (from `logCoverage`), the reason says where the logs begin if nobody is named.
 */
export const serviceInstaller: FactFunction = {
  name: 'serviceInstaller',
  with: ['installs', 'identity', 'host', 'internalNetworks'],
  run(args, params, complain) {
    const installs = rowsOf(args['installs']);
    const identity = rowsOf(args['identity']);
    const owned = rowsOf(args['owned']);
    const scopeOf = addressScopes(rowsOf(args['host']), args['internalNetworks'], complain);
    const systemSids = new Set(['S-1-0-0', ...texts(params['systemSids'])]);
    const isNobody = (sid: string | null) => sid === null || systemSids.has(sid);

    const records = installRecords(installs);
    const client = clientProcess(records, identity);
    const claims = claimsOf(records, client, identity, isNobody);
    const best = claims[0];
    const own = [...identity, ...installs];
    const elsewhere = [...owned, ...rowsOf(args['named'])];
    const name = best ? accountOf(best.sid, [...own, ...elsewhere]) : null;
    const borrowed = best && !accountOf(best.sid, own) ? name : null;
    const process = best ? best.process : (client?.process ?? null);
    const logon = best?.logon ? shownLogon(best.logon, scopeOf) : null;
    const possible = best?.creation && !process ? possibleCreators(best.creation, identity) : [];
    return {
      account: name?.account ?? null,
      accountName: accountName(name?.account ?? null),
      sid: best?.sid ?? null,
      confidence: best ? confidenceOf(best, claims) : 'none',
      reason: best?.reason ?? `${reasonForNone(records, client)}${reach(rowsOf(args['logs']))}`,
      rank: best?.rank ?? null,
      how: howOf(best, client, process, logon),
      logon,
      process: shownProcess(process),
      parents: parentImages(identity, process),
      possibleProcesses: possible.map((row) => ({ ...shownProcess(row), from: row.from })),
      candidates: [
        ...logonCandidates(identity, best?.logon ?? null),
        ...traceCandidates(owned, identity, [...own, ...elsewhere], best?.sid ?? null),
      ],
      ...disagreement(records, best?.sid ?? null),
      from: [
        ...(best ? refs(best, borrowed) : refs(records.creations, records.begins, client?.process)),
        ...refs(process ? parentsOf(identity, process).filter((row) => row !== process) : []),
      ],
    };
  },
};

function howOf(
  best: Claim | undefined,
  client: ClientProcess | null,
  process: DerivedRow | null,
  logon: ReturnType<typeof shownLogon> | null,
): string | null {
  if (!best) return client ? 'package' : null;
  if (best.rank < 3) return 'package';
  if (process) return 'process';
  return logon?.type === 3 && (logon.scope === 'internal' || logon.scope === 'external') ? 'network' : 'created';
}

function confidenceOf(best: Claim, claims: Claim[]): string {
  const contradicted = claims.some((claim) => claim.sid !== best.sid);
  return contradicted ? (best.confidence === 'high' ? 'medium' : 'low') : best.confidence;
}

function reasonForNone(records: InstallRecords, client: ClientProcess | null): string {
  const found = [...records.begins, ...records.ends, ...records.creations];
  const named = client
    ? `The client process of the installation ran as ${client.sid ?? 'an account that is not recorded'}, which is not a person’s account`
    : found.length > 0
      ? `The account in ${idsOf(found)} is not a person’s`
      : 'No record of the installation was found in the part of the logs that was read';
  return `${named}. These logs would show who it was: Application (MsiInstaller 1040, 1033, 11707), Security (4697, 4688, 4624) and System (7045), at the time of the installation`;
}

/** Where the logs begin that would show it. */
function reach(logs: DerivedRow[]): string {
  const parts = logs.flatMap((row) => {
    const [name, oldest] = [text(row['log']), text(row['oldest'])];
    if (name === null || !['Application', 'Security', 'System'].includes(name)) return [];
    if (oldest === null) return [`${name} could not be read`];
    const cleared = texts(row['clearedAt']).at(-1);
    return [`${name} begins at ${oldest}${cleared ? `, cleared at ${cleared}` : ''}`];
  });
  return parts.length > 0 ? `. ${parts.join('; ')}` : '';
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

/** The last known parent may itself name its parent. */
function parentImages(identity: DerivedRow[], process: DerivedRow | null): string[] {
  if (!process) return [];
  const chain = parentsOf(identity, process);
  const images = [text(process['parentImage']), ...chain.map((row) => text(row['parentImage']))];
  return images.filter((image) => image !== null);
}

function disagreement(
  records: InstallRecords,
  sid: string | null,
): { disagrees: string | null; disagreesFrom: string[] } {
  const all = sid === null ? [] : [...records.begins, ...records.ends, ...records.creations];
  const others = grouped(all, (row) => (actorSid(row) === sid ? null : actorSid(row)));
  const parts = [...others].map(([other, rows]) => `${idsOf(rows)} ${rows.length > 1 ? 'name' : 'names'} ${other}`);
  return { disagrees: parts.join('; ') || null, disagreesFrom: refs([...others.values()].flat()) };
}
