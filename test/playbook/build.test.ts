import { afterEach, describe, expect, it } from 'vitest';
import { buildPlaybooks } from '../../src/playbook/build.js';
import { parseExpression } from '../../src/playbook/conditions/engine.js';
import { evaluate, useParsed } from '../../src/playbook/conditions/index.js';
import { treeText } from '../../src/playbook/conditions/parsed.js';
import { playbooks } from '../helpers/playbooks.js';

afterEach(() => useParsed({}));

const parsed = (source: string) => {
  const result = parseExpression(source);
  if (!result.ok || !result.tree.expr) throw new Error(source);
  return treeText(result.tree.expr);
};

describe('what the build prepares', () => {
  it.each(playbooks)('$id reads the same from JSON', (playbook) => {
    const { playbooks: built } = JSON.parse(JSON.stringify(buildPlaybooks([playbook])));
    const { dir: _, ...rest } = playbook;
    expect(built).toEqual([rest]);
  });

  it('has a tree for every condition of a playbook', () => {
    const { expressions } = buildPlaybooks(playbooks);
    for (const { findings } of playbooks) for (const { when } of findings) expect(expressions).toHaveProperty([when]);
  });

  it.each([
    "[1, -2, 3u, 1.5, 'x', true, null].map(v, type(v) == int)",
    "rows.filter(r, r.port in [22, 3389] && size(r.name) > 2).map(r, {'p': r.port, 'n': r.name})",
    'has(row.a) ? row.a : row.b[0]',
    "b'\\xffab' == b'\\xffab'",
    "bytes(name) == b'host' && duration('60s') < duration('2m')",
    "name.matches('^h.*t$') || name.startsWith('x')",
    'missing.field > 3',
  ])('gives for %s what the parser gives', (source) => {
    const scope = {
      rows: [
        { port: 22, name: 'abc' },
        { port: 1, name: 'x' },
      ],
      row: { b: [7] },
      name: 'host',
    };
    const tree = parsed(source);
    // Blanks keep the two apart in the memory of compiled expressions.
    useParsed({ [`${source}  `]: tree });
    expect(evaluate(`${source}  `, scope)).toEqual(evaluate(source, scope));
  });

  it('takes the tree in place of the source', () => {
    useParsed({ '1 + 1   ': parsed('2 + 3') });
    expect(evaluate('1 + 1   ', {})).toEqual({ ok: true, value: 5 });
  });
});
