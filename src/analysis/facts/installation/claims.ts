import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, integer, moment, refs, text } from '../../rows.js';
import { type Creator, creatorOf } from './creators.js';
import { actorSid, type InstallRecords, logonBefore, processBefore } from './records.js';

type Confidence = 'high' | 'medium' | 'low';

/** One chain of records that names an account. */
export interface Claim {
  /** 1: the client process, 2: the package's own records, 3: the creation of the service. Lower is nearer to a person. */
  rank: 1 | 2 | 3;
  sid: string;
  confidence: Confidence;
  reason: string;
  process: DerivedRow | null;
  logon: DerivedRow | null;
  /** The creation (4697, 7045) behind a claim of rank 3. */
  creation: DerivedRow | null;
  from: string[];
}

/** The client process of an installation, under any account. */
export interface ClientProcess {
  begin: DerivedRow;
  process: DerivedRow;
  logon: DerivedRow | null;
  sid: string | null;
}

/** Follows the client process id of 1040 to the process creation and its logon. */
export function clientProcess(records: InstallRecords, identity: DerivedRow[]): ClientProcess | null {
  for (const begin of records.begins) {
    const processId = integer(begin['clientProcessId']);
    const process = processId === null ? undefined : processBefore(identity, processId, moment(begin['time'])!);
    if (!process) continue;
    const logon = logonBefore(identity, folded(process['logonId']), moment(process['time'])!) ?? null;
    return { begin, process, logon, sid: text(process['sid']) ?? text(logon?.['sid']) };
  }
  return null;
}

/** Every chain that names a person's account, best first. */
export function claimsOf(
  records: InstallRecords,
  client: ClientProcess | null,
  identity: DerivedRow[],
  isNobody: (sid: string | null) => boolean,
): Claim[] {
  const claims: Claim[] = [];
  if (client && client.sid !== null && !isNobody(client.sid)) claims.push(byClientProcess(client, client.sid));
  const named = (rows: DerivedRow[]) => rows.filter((row) => !isNobody(actorSid(row)));
  const messages = named([...records.begins, ...records.ends]);
  if (messages[0]) claims.push(byMessages(messages, actorSid(messages[0])!));
  for (const creation of named(records.creations)) claims.push(byCreation(creation, actorSid(creation)!, identity));
  const worth = { high: 0, medium: 1, low: 2 };
  return claims.sort((a, b) => worth[a.confidence] - worth[b.confidence] || a.rank - b.rank);
}

function byClientProcess({ begin, process, logon }: ClientProcess, sid: string): Claim {
  const start = `MsiInstaller 1040 names client process ${begin['clientProcessId']}; ${process['id']} shows its creation`;
  return {
    rank: 1,
    sid,
    confidence: logon ? 'high' : 'medium',
    reason: `${start} with logon id ${text(process['logonId']) ?? 'not recorded'}; ${logonPhrase(logon)}`,
    process,
    logon,
    creation: null,
    from: refs(begin, process, logon),
  };
}

function byMessages(messages: DerivedRow[], sid: string): Claim {
  const same = messages.filter((row) => actorSid(row) === sid);
  const name = idsOf(same).includes(' and ') ? 'name' : 'names';
  return {
    rank: 2,
    sid,
    confidence: 'medium',
    reason: `MsiInstaller ${idsOf(same)} ${name} this account as the user; the records that were read do not contain the client process`,
    process: null,
    logon: null,
    creation: null,
    from: refs(same),
  };
}

function byCreation(creation: DerivedRow, sid: string, identity: DerivedRow[]): Claim {
  const creator = creatorOf(creation, identity);
  // 7045 has no logon id, but the process that created the service has one.
  const logonId = folded(creation['subjectLogonId']) ?? folded(creator?.process['logonId']);
  const logon = logonBefore(identity, logonId, moment(creation['time'])!) ?? null;
  const start = `${creation['id']} names this account as the one that created the service`;
  const withId = logonId === null ? start : `${start}, with logon id ${logonId}; ${logonPhrase(logon)}`;
  return {
    rank: 3,
    sid,
    confidence: logon ? 'high' : 'medium',
    reason: creator ? `${withId}; ${creatorPhrase(creation, creator)}` : withId,
    process: creator?.process ?? null,
    logon,
    creation,
    from: refs(creation, creator?.process, logon),
  };
}

const creatorPhrase = (creation: DerivedRow, { process, by }: Creator): string =>
  by === 'processId'
    ? `${creation['id']} names process ${creation['clientProcessId']}, and ${process['id']} shows its creation`
    : `${process['id']} shows a process of that ${text(creation['subjectLogonId']) === null ? 'account' : 'logon'} shortly before, with the service in its command line`;

const logonPhrase = (logon: DerivedRow | null): string =>
  logon === null
    ? 'the records that were read do not contain that logon'
    : `${logon['id']} shows that logon: type ${logon['logonType']}, from ${text(logon['address']) ?? 'no address'}`;

/** Event ids, ascending and without duplicates: `1040`, `4697 and 7045`. */
export function idsOf(rows: DerivedRow[]): string {
  const ids = [...new Set(rows.map((row) => Number(row['id'])))].sort((a, b) => a - b).map(String);
  return ids.length > 1 ? `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}` : (ids[0] ?? '');
}
