import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, integer, moment, text } from '../../rows.js';
import { actorSid, parentsOf, processBefore, sameLogonId } from './records.js';

/** The process that creates a service started at most this long before. */
const shortly = 600_000;
/** Two logs use one clock, but write at slightly different moments. */
const slack = 2_000;

/** The process behind a creation (4697, 7045), and how it is known: by its id, or by what its command line names. */
export interface Creator {
  process: DerivedRow;
  by: 'processId' | 'commandLine';
}

/**
 * The process that created a service. On newer Windows, 4697 has its id. Otherwise it is the newest process that the same
 * logon (for 7045, the same account) started in the ten minutes before, and whose command line names the service or its
 * program, as `sc.exe create` does.
 */
export function creatorOf(creation: DerivedRow, identity: DerivedRow[]): Creator | null {
  const at = moment(creation['time'])!;
  const clientId = integer(creation['clientProcessId']);
  const client = clientId === null ? undefined : processBefore(identity, clientId, at);
  if (client) return { process: client, by: 'processId' };
  const names = [creation['serviceName'], programOf(text(creation['imagePath']))].flatMap((name) => folded(name) ?? []);
  const process = startedBefore(creation, identity).find((row) =>
    names.some((name) => containsName(folded(row['commandLine']) ?? '', name)),
  );
  return process ? { process, by: 'commandLine' } : null;
}

/** Processes that the logon or account of the creation started shortly before it, newest first. */
export function startedBefore(creation: DerivedRow, identity: DerivedRow[]): DerivedRow[] {
  const at = moment(creation['time'])!;
  const isOf = (row: DerivedRow) =>
    text(creation['subjectLogonId']) === null
      ? text(row['sid']) !== null && row['sid'] === actorSid(creation)
      : sameLogonId(row['logonId'], creation['subjectLogonId']);
  return identity
    .filter((row) => row['kind'] === 'process' && isOf(row))
    .filter((row) => {
      const started = moment(row['time']);
      return started !== null && started <= at + slack && started >= at - shortly;
    })
    .sort((a, b) => moment(b['time'])! - moment(a['time'])!);
}

/** Processes of the logon that may have done it, when nothing shows which one; without parents of the others. */
export function possibleCreators(creation: DerivedRow, identity: DerivedRow[]): DerivedRow[] {
  const started = startedBefore(creation, identity);
  const parents = new Set(started.flatMap((row) => parentsOf(identity, row)));
  return started.filter((row) => !parents.has(row)).slice(0, 5);
}

/** Is the name in the command line as a word? A service `sync` is not in `synchronise`. */
function containsName(commandLine: string, name: string): boolean {
  for (let at = commandLine.indexOf(name); at >= 0; at = commandLine.indexOf(name, at + 1)) {
    const beside = `${commandLine[at - 1] ?? ' '}${commandLine[at + name.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_-]/u.test(beside)) return true;
  }
  return false;
}

/** The program of a command line, without quotes and arguments. */
const programOf = (imagePath: string | null): string | null =>
  imagePath === null ? null : (/^\s*"([^"]+)"/.exec(imagePath)?.[1] ?? imagePath.trim());
