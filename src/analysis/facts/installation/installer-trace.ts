import type { DerivedRow } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { folded, moment, objectsOf, refs, rowsOf, text, texts, wasRead } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * Has Windows Installer left a trace of a service? Per service `{name, path, at, basis, traced, reason, from}`.
 *
 * - `at`, `basis`: when it was installed: its creation (4697, 7045), or else the creation of its program file (`file`).
 * - `traced`: true when `installs` has a package's record or an Uninstall key. False when there is none, although the log
 *   in params `log` was read from before `at` and was not cut, and the `keys` were read. Null when that isn't known, with
 *   the `reason`. `keys` is empty when products can't be looked for by name.
 *
 * Args: `services` (`name`, `displayName`, `path`, `fileCreated`), `installs`, `sources` (coverage of what `installs` come
 * from). A log that begins after `at` proves nothing, because it may have rolled over.
 */
export const installerTrace: FactFunction = {
  name: 'installerTrace',
  with: ['services', 'installs', 'sources'],
  run(args, params) {
    const installs = rowsOf(args['installs']);
    const sources = objectsOf(args['sources']);
    const records = installs.filter((row) => row['kind'] === 'product' || traceIds.has(Number(row['id'])));
    return rowsOf(args['services']).map((service) => {
      const creation = installs.filter(isCreation).find((row) => isOf(row, service));
      const at = moment(creation?.['time']) ?? moment(service['fileCreated']);
      const base = {
        name: text(service['name']),
        path: text(service['path']),
        at: at === null ? null : new Date(at).toISOString(),
        basis: creation ? 'creation' : at === null ? null : 'file',
      };
      if (records.length > 0) return { ...base, traced: true, reason: null, from: refs(records) };
      const reason = whyNot(at, sources, params);
      return { ...base, traced: reason === null ? false : null, reason, from: refs(service, creation) };
    });
  },
};

/** MsiInstaller: ended, removed, began, completed. */
const traceIds = new Set([1033, 1034, 1040, 11707, 11724]);

const isCreation = (row: DerivedRow): boolean => row['id'] === 4697 || row['id'] === 7045;

/** 7045 names a service by its display name, 4697 by its key name. */
function isOf(row: DerivedRow, service: DerivedRow): boolean {
  const [name, path] = [folded(row['serviceName']), folded(service['path'])];
  const named = name !== null && [folded(service['name']), folded(service['displayName'])].includes(name);
  return named || (path !== null && (folded(row['imagePath'])?.includes(path) ?? false));
}

/** Why the absence of a trace proves nothing; null when it does prove something. */
function whyNot(at: number | null, sources: JsonObject[], params: JsonObject): string | null {
  if (at === null) return 'it is not known when the service was installed';
  const logs = sources.filter(({ name }) => name === params['log']);
  if (logs.length === 0 || !logs.every((log) => wasRead(log['outcome']))) return `${params['log']} could not be read`;
  const late = logs.find((log) => (moment(log['from']) ?? Number.POSITIVE_INFINITY) > at);
  if (late) return `${params['log']} was read from ${text(late['from']) ?? 'an unknown time'} only`;
  if (logs.some((log) => log['truncated'] === true)) return `the reading of ${params['log']} was cut short`;
  const unread = texts(params['keys']).filter(
    (key) =>
      !sources.some(
        (source) => source['name'] === key && (wasRead(source['outcome']) || source['reason'] === 'absent'),
      ),
  );
  return unread.length > 0 ? `${unread[0]} could not be read` : null;
}
