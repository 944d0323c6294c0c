import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../helpers/casefile.js';
import { readables } from './readable.js';

const pages = [...readables.map(({ path }) => path), 'docs/writing.md'].filter((path) => path.endsWith('.md'));

it.each(pages)('the relative links of %s lead to files', (page) => {
  const links = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
  const broken = links.map(([, target]) => target!).filter((target) => !existsSync(join(root, dirname(page), target)));
  expect(broken).toEqual([]);
});

it('npm scripts that a page names exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const named = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\bnpm run (?:--silent )?([a-z:-]+)/g)].map(
      ([, script]) => script!,
    ),
  );
  expect([...new Set(named)].filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});
