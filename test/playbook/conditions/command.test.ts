import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote, quotedPlaceholder, renderCommand } from '../../../src/playbook/conditions/command.js';

const at = { file: 'f', line: 1, column: 1 };
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '`',
        '$(',
        ')',
        ';',
        '|',
        '\n',
        '\r',
        '\u2018',
        '\u2019',
        '\u201b',
        '\u0000',
        '\u2028',
        '#',
        'a',
      ),
    )
    .map((parts) => parts.join('')),
);
/** What of a value is kept: everything that can be seen. */
const visible = (value: string) => value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');

test('a PowerShell literal ends at its last character and holds the value', () => {
  fc.assert(
    fc.property(hostile, (value) => {
      const body = quote(value, 'powershell').slice(1, -1);
      // PowerShell ends a literal at any of these quotes that does not stand twice
      expect(body.replace(/(['\u2018-\u201b]){2}/g, '')).not.toMatch(/['\u2018-\u201b]/);
      expect(body.replace(/(['\u2018-\u201b])\1/g, '$1')).toBe(visible(value));
    }),
    { numRuns: 2_000 },
  );
});

test.skipIf(process.platform === 'win32')('bash reads every literal as one word with the value', () => {
  const values = fc.sample(hostile, 500);
  const words = values.map((value) => quote(value, 'bash')).join(' ');
  const output = execFileSync('bash', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
  expect(output.split('\0').slice(0, -1)).toEqual(values.map(visible));
});

test('a Kusto literal holds the value', () => {
  fc.assert(fc.property(hostile, (value) => void expect(JSON.parse(quote(value, 'kusto'))).toBe(visible(value))));
});

test('numbers stand bare, lists become several literals', () => {
  const render = (language: 'powershell' | 'bash' | 'kusto') =>
    renderCommand({ source: 'x {{n}} {{l}}', at }, { n: 22, l: ["a'b", 'c'] }, language).text;
  expect(render('powershell')).toBe("x 22 'a''b', 'c'");
  expect(render('bash')).toBe("x 22 'a'\\''b' 'c'");
  expect(render('kusto')).toBe(`x 22 "a'b", "c"`);
});

test('what is not known is named, and a literal takes its place', () => {
  expect(renderCommand({ source: 'Stop {{a}} {{ b.c }}', at }, { a: null, b: {} }, 'powershell')).toEqual({
    text: "Stop 'not known' 'not known'",
    missing: ['a', 'b.c'],
  });
});

test('a hostile name does not end a comment', () => {
  const { text } = renderCommand({ source: '# host {{h}}', at }, { h: 'x\nrm -rf /' }, 'bash');
  expect(text).toBe("# host 'xrm -rf /'");
});

test.each([
  ['powershell', "Get-Item '{{a}}'"],
  ['powershell', 'Write-Output "name {{a}}"'],
  ['powershell', 'Write-Output \u201cname {{a}}\u201d'],
  ['powershell', '@"\n{{a}}\n"@'],
  ['bash', 'echo "$({{a}})"'],
  ['bash', 'cat <<EOF\n{{a}}\nEOF'],
  ['kusto', 'where a == "\\"{{a}}"'],
] as const)('a value inside quotes is found: %s %s', (language, text) => {
  expect(quotedPlaceholder(text, language)).not.toBeNull();
});

test.each([
  ['powershell', "Get-Item 'it''s' -Name {{a}} # don't"],
  ['powershell', 'Write-Output "a `" b" {{a}}'],
  ['bash', "# don't\necho {{a}}"],
  ['bash', "echo 'a\\' {{a}}"],
  ['kusto', "// don't\nwhere a == {{a}}"],
] as const)('a value outside quotes is not: %s %s', (language, text) => {
  expect(quotedPlaceholder(text, language)).toBeNull();
});

test('an empty list is not known: there is nothing to fill in', () => {
  const command = { source: 'for n in {{names}}; do :; done', at };
  expect(renderCommand(command, { names: [] }, 'bash')).toEqual({
    text: "for n in 'not known'; do :; done",
    missing: ['names'],
  });
});
