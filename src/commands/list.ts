import { resolve } from 'node:path';
import { listCases } from '../case/find.js';
import { KnownError } from '../errors.js';
import { listPlaybooks } from '../playbook/load.js';
import { pendingOf, viewCase } from './case-view.js';
import { playbooksRoot } from './package-root.js';

/** One case a line: id, verdict or what it waits for. */
export function casesTable(parent: string): string[] {
  return listCases(parent).map((id) => `${id}  ${stateOf(resolve(parent, id))}`);
}

function stateOf(dir: string): string {
  try {
    const view = viewCase(dir);
    const pending = pendingOf(view.due);
    return pending ? `waits for ${pending.key}` : (view.state.context.verdict?.level ?? 'no verdict');
  } catch (error) {
    if (error instanceof KnownError) return `does not verify: ${error.parts.what}`;
    // Another account's case, or one that nobody can read: it must not hide the others.
    return `cannot be read: ${(error as Error).message}`;
  }
}

export const playbooksTable = (): string[] => listPlaybooks(playbooksRoot).map(({ id, title }) => `${id}  ${title}`);
