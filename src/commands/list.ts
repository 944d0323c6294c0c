import { resolve } from 'node:path';
import { listCases } from '../case/find.js';
import { exitCodes, KnownError } from '../errors.js';
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
    // Whatever is wrong with one case must not hide the others.
    if (!(error instanceof KnownError)) return `is not understood: ${(error as Error).message}`;
    return error.exit === exitCodes.storage ? error.parts.what : `does not verify: ${error.parts.what}`;
  }
}

export const playbooksTable = (): string[] => listPlaybooks(playbooksRoot).map(({ id, title }) => `${id}  ${title}`);
