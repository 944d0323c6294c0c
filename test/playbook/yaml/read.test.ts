import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { readYaml } from '../../../src/playbook/yaml/read.js';

const read = (text: string | Uint8Array) => readYaml('f.yaml', typeof text === 'string' ? Buffer.from(text) : text);
const codes = (text: string | Uint8Array) => {
  const result = read(text);
  return 'problems' in result ? result.problems.map(({ code }) => code) : [];
};
const data = (text: string) => {
  const result = read(text);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.source.data;
};

test('a file beyond 1 MiB is refused', () => {
  expect(codes(`# ${' '.repeat(1024 * 1024)}`)).toEqual(['too-large']);
});

test('bytes that are not UTF-8 are refused', () => {
  expect(codes(Buffer.from([0x61, 0x3a, 0x20, 0xff]))).toEqual(['not-utf8']);
});

test('yes, no and on stay texts', () => {
  expect(data('{ a: yes, b: no, c: on, d: 010 }')).toEqual({ a: 'yes', b: 'no', c: 'on', d: 10 });
});

test('a directive cannot switch to YAML 1.1', () => {
  expect(codes('%YAML 1.1\n---\na: yes\n')).toEqual(['yaml-warning']);
});

test('a merge is taken, and its keys are found where they were written', () => {
  const result = read('a: &a\n  x: 1\n  y: 2\nb:\n  <<: *a\n  y: 3\n');
  if ('problems' in result) throw new Error('refused');
  expect(result.source.data).toEqual({ a: { x: 1, y: 2 }, b: { x: 1, y: 3 } });
  expect(result.source.at(['b', 'x'])).toMatchObject({ line: 2, column: 6 });
});

test('aliases that multiply are refused', () => {
  expect(codes('a: &a [x]\nb: &b [*a, *a]\nc:\n  <<: [*b, *b]\n')).toContain('yaml-alias');
});

test('the key __proto__ is refused', () => {
  expect(codes('a:\n  __proto__: { polluted: true }\n')).toEqual(['id-format']);
});

test('64 levels are read, in flow and in block', () => {
  expect(codes(`a: ${'['.repeat(62)}1${']'.repeat(62)}`)).toEqual([]);
  const block = Array.from({ length: 63 }, (_, n) => `${' '.repeat(n)}k:`).join('\n');
  expect(codes(`${block} 1`)).toEqual([]);
});

test.each([
  ['flow', '['.repeat(100)],
  ['compact sequences', `${'- '.repeat(100)}x`],
  ['block maps', Array.from({ length: 100 }, (_, n) => `${' '.repeat(n)}k:`).join('\n')],
])('deeper %s is refused', (_, text) => {
  expect(codes(text)).toEqual(['yaml-nesting']);
});

test('brackets in texts, comments and block scalars do not nest', () => {
  const many = '['.repeat(100);
  expect(codes(`a: "${many}"\nb: x${many}\nc: |\n  ${many}\n# ${many}\nd: 'it''s ${many}'\n`)).toEqual([]);
});

test('texts that would abort the parser do not abort the process', () => {
  const dir = mkdtempSync(join(tmpdir(), 'casefile-read-'));
  try {
    const outfile = join(dir, 'read.mjs');
    const entry = fileURLToPath(new URL('../../../src/playbook/yaml/read.ts', import.meta.url));
    const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
    buildSync({
      entryPoints: [entry],
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      banner: { js: banner },
    });
    const program = `
      import { readYaml } from ${JSON.stringify(`file://${outfile}`)};
      const codes = [];
      for (const depth of [1000, 1000, 5000, 5000, 200000])
        codes.push(readYaml('f', Buffer.from('['.repeat(depth) + ']'.repeat(depth))).problems[0].code);
      console.log(codes.join());`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(output.trim()).toBe(Array(5).fill('yaml-nesting').join());
  } finally {
    rmSync(dir, { recursive: true });
  }
});
