import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, grouped, integer, moment, refs, text } from '../../rows.js';

/** A process that belongs to a service, with the evidence for it. */
export interface OwnedProcess {
  owner: string;
  from: string[];
}

/**
 * Processes of services, by process id: the service's own process, other processes of the same program, and the children
 * of all these. `owners` are service rows (`name`, `processId`, `path`), `processes` are rows of Win32_Process.
 */
export function ownedProcesses(owners: DerivedRow[], processes: DerivedRow[]): Map<number, OwnedProcess> {
  const owned = new Map<number, OwnedProcess>();
  const byId = grouped(processes, (row) => String(integer(row['processId'])));
  const programs = new Map<string, OwnedProcess>();
  for (const service of owners) {
    const [owner, id] = [text(service['name']), integer(service['processId'])];
    if (owner === null || id === null || id <= 0) continue;
    if (!owned.has(id)) owned.set(id, { owner, from: service.from });
    const seen = (byId.get(String(id)) ?? []).flatMap((row) => folded(row['path']) ?? []);
    for (const path of seen.length > 0 ? seen : [folded(service['path'])])
      if (path !== null && !isShared(path) && !programs.has(path)) programs.set(path, { owner, from: service.from });
  }
  for (const row of processes) {
    const [id, same] = [integer(row['processId']), programs.get(folded(row['path']) ?? '')];
    if (id !== null && same && !owned.has(id)) owned.set(id, { owner: same.owner, from: refs(same, row) });
  }
  addChildren(owned, processes, byId);
  return owned;
}

/** svchost.exe hosts unrelated services. */
const isShared = (path: string): boolean => path.endsWith('\\svchost.exe');

function addChildren(owned: Map<number, OwnedProcess>, processes: DerivedRow[], byId: Map<string, DerivedRow[]>): void {
  const children = grouped(processes, (row) => String(integer(row['parentProcessId'])));
  // Iterating over a Map also visits entries that are added on the way, so grandchildren follow.
  for (const [parentId, parent] of owned) {
    for (const child of children.get(String(parentId)) ?? []) {
      const id = integer(child['processId']);
      if (id === null || id === 0 || owned.has(id) || isOlder(child, byId.get(String(parentId)) ?? [])) continue;
      owned.set(id, { owner: parent.owner, from: refs(parent, child) });
    }
  }
}

/**
 * Windows reuses process ids: a process that is older than its "parent" is not its child. When several rows have the
 * parent's id, one that isn't younger than the child is enough.
 */
function isOlder(child: DerivedRow, parents: DerivedRow[]): boolean {
  const one = moment(child['created']);
  const others = parents.map((parent) => moment(parent['created']));
  return one !== null && others.length > 0 && others.every((other) => other !== null && one < other);
}
