import type { CheckedPlaybook } from './checked.js';
import { parseExpression } from './conditions/engine.js';
import { type ParsedExpressions, treeText } from './conditions/parsed.js';
import { celPlaces } from './rules/expression-list.js';
import { expressionsOf } from './rules/expressions.js';
import type { Playbook } from './types.js';

/** What the build leaves for a start (`dist/playbooks.json`): playbooks that passed their check, and their expressions parsed. */
export interface BuiltPlaybooks {
  playbooks: CheckedPlaybook[];
  expressions: ParsedExpressions;
}

/** Prepares playbooks that were loaded, and so checked. */
export const buildPlaybooks = (playbooks: Playbook[]): BuiltPlaybooks => ({
  playbooks: playbooks.map(({ dir: _, ...playbook }) => playbook),
  expressions: Object.fromEntries(playbooks.flatMap(treesOf)),
});

const treesOf = (playbook: Playbook): [string, string][] =>
  celPlaces(playbook)
    .flatMap(expressionsOf)
    .flatMap(({ source }) => {
      const parsed = parseExpression(source);
      return parsed.ok && parsed.tree.expr ? [[source, treeText(parsed.tree.expr)]] : [];
    });
