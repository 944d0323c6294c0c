import type { DerivedRow } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { moment, newestFirst, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { accountName, isPerson } from './accounts.js';
import { logonCandidates } from './candidates.js';

/**
 * Who configured a service, apart from who installed it: `{account, accountName, sid, confidence, reason, at, changes,
 * candidates, from}`.
 *
 * - `files`: configuration files with `ownerSid`, `owner`, `created`. Names the owner of the newest file that a person's
 *   account owns, with `medium` confidence: that account created or replaced the file, but others may have changed it
 *   later. A group or a system account as owner names nobody.
 * - `changes`: events that show a configuration but not by whom. `at` is the last of them, or else the moment when the
 *   named file was created.
 * - `candidates`: logons in `identity` at most `before` (seconds) before a change. They were present, no more. Only
 *   interactive logons (params `logonTypes`) count, because a network logon can't use a program's window.
 */
export const serviceConfigurer: FactFunction = {
  name: 'serviceConfigurer',
  with: ['files', 'changes', 'identity'],
  run(args, params) {
    const files = newestFirst(rowsOf(args['files']).map((row) => ({ ...row, time: row['created'] ?? null })));
    const changes = newestFirst(rowsOf(args['changes']));
    const owned = files.find((row) => isPerson(text(row['ownerSid'])));
    const account = text(owned?.['owner']);
    return {
      account,
      accountName: accountName(account),
      sid: text(owned?.['ownerSid']),
      confidence: owned ? 'medium' : 'none',
      reason: owned ? `${owned['file']} belongs to this account, which created or replaced it` : why(files, changes),
      at: text(changes[0]?.['time']) ?? text(owned?.['time']),
      changes: changes.length,
      candidates: presentAt(rowsOf(args['identity']), [...changes, ...(owned ? [owned] : [])], params),
      from: owned ? owned.from : refs(files, changes.slice(0, 3)),
    };
  },
};

function why(files: DerivedRow[], changes: DerivedRow[]): string {
  const owners = [...new Set(files.flatMap((row) => text(row['owner']) ?? text(row['ownerSid']) ?? []))];
  const file =
    owners.length > 0
      ? `The configuration belongs to ${owners.join(', ')}, which is not one person’s account`
      : 'No owner of a configuration file is in the evidence';
  return changes.length > 0 ? `${file}. The events of a change (${changes.length}) name no account` : file;
}

function presentAt(identity: DerivedRow[], moments: DerivedRow[], params: JsonObject) {
  const types = Array.isArray(params['logonTypes']) ? params['logonTypes'] : [];
  const before = typeof params['before'] === 'number' ? params['before'] * 1000 : 0;
  const times = moments.flatMap((row) => moment(row['time']) ?? []);
  const present = identity.filter((row) => {
    const at = moment(row['time']);
    return at !== null && types.includes(row['logonType'] ?? null) && times.some((t) => at <= t && at >= t - before);
  });
  // The two halves of an administrator's logon are one.
  const seen = new Set<string>();
  return logonCandidates(present, null).filter(({ account, at, logonType }) => {
    const key = JSON.stringify([account ?? null, at ?? null, logonType ?? null]);
    return !seen.has(key) && seen.add(key);
  });
}
