import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { scriptProblemCodes } from '../../../src/collectors/script-check/problems.js';
import { engine } from '../../helpers/engine.js';
import { problemsOf } from './check.js';

// A file is `<code>.<what>.ps1`. It stands behind header.txt, unless it is `<code>.<what>.whole.ps1`.
const folder = fileURLToPath(new URL('../../invalid-scripts/', import.meta.url));
const header = readFileSync(`${folder}header.txt`, 'utf8');
const scripts = readdirSync(folder)
  .filter((file) => file.endsWith('.ps1'))
  .map((file) => {
    const text = readFileSync(folder + file, 'utf8');
    return { file, text: file.endsWith('whole.ps1') ? text : header + text };
  });
const codeOf = (file: string) => scriptProblemCodes.find((code) => file.startsWith(`${code}.`));

it('every code has an example, but for a script that takes the parser with it (check-scripts.test.ts)', () => {
  expect(new Set([...scripts.map(({ file }) => codeOf(file)), 'unchecked'])).toEqual(new Set(scriptProblemCodes));
});

describe.skipIf(!engine)('invalid scripts', () => {
  let problems: Awaited<ReturnType<typeof problemsOf>>;
  beforeAll(async () => {
    problems = await problemsOf([{ file: 'header', text: header }, ...scripts]);
  }, 180_000);

  it('the header that the examples stand behind is valid', () => {
    expect(problems.get('header')).toEqual([]);
  });

  it.each(scripts.map(({ file }) => file))('%s is reported, and nothing else', (file) => {
    const found = problems.get(file)!;
    expect(new Set(found.map(({ code }) => code)), found.map(({ line }) => line).join('\n')).toEqual(
      new Set([codeOf(file)]),
    );
  });
});
