import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean } from '../../../src/domain/clean.js';
import { quotedPlaceholder, renderCommand } from '../../../src/playbook/conditions/command.js';
import { quote } from '../../../src/playbook/conditions/literal.js';

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
        '\u200b',
        '\u202e',
        '\u3164',
        '\u0301',
        '\ud800',
        '#',
        'a',
      ),
    )
    .map((parts) => parts.join('')),
);

/** Reads a literal as PowerShell does: parts in quotes, and characters by their number. */
function readPowerShell(literal: string): string {
  const sum = literal.startsWith('(') ? literal.slice(1, -1) : literal;
  const part = /(?:'((?:[^'\u2018-\u201b]|(['\u2018-\u201b])\2)*)'|\[char\]0x([0-9a-f]{4}))(?: \+ |$)/y;
  let value = '';
  while (part.lastIndex < sum.length) {
    const match = part.exec(sum);
    if (!match) throw new Error(`no literal: ${literal}`);
    const [, text, , code] = match;
    value += text?.replace(/(['\u2018-\u201b])\1/g, '$1') ?? String.fromCharCode(Number.parseInt(code!, 16));
  }
  return value;
}

test('a PowerShell literal ends at its last character and is the value', () => {
  fc.assert(fc.property(hostile, (value) => void expect(readPowerShell(quote(value, 'powershell'))).toBe(value)));
});

test.skipIf(process.platform === 'win32')('bash reads every literal as one word that is the value', () => {
  const values = fc.sample(hostile, 500);
  const words = values.map((value) => quote(value, 'bash')).join(' ');
  const output = execFileSync('bash', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
  expect(output.split('\0').slice(0, -1)).toEqual(
    values.map((value) => value.replaceAll('\0', '\ufffd').toWellFormed()),
  );
});

test('a Kusto literal is the value', () => {
  fc.assert(fc.property(hostile, (value) => void expect(JSON.parse(quote(value, 'kusto'))).toBe(value)));
});

test.each(['powershell', 'bash', 'kusto'] as const)('nothing in a literal of %s is hidden', (language) => {
  fc.assert(
    fc.property(hostile, (value) => {
      const literal = quote(value, language);
      expect(clean(literal)).toBe(literal);
    }),
  );
});

test('a name that imitates another with a hidden character stays the name that was found', () => {
  const path = 'C:\\Windows\\System32\\svc\u200bhost.exe';
  expect(quote(path, 'powershell')).toBe("('C:\\Windows\\System32\\svc' + [char]0x200b + 'host.exe')");
  expect(quote('W32\u200bTime', 'bash')).toBe("$'W32\\xe2\\x80\\x8bTime'");
  expect(quote('W32\u200bTime', 'kusto')).toBe('"W32\\u200bTime"');
});

test('numbers stand bare, lists become several literals', () => {
  const render = (language: 'powershell' | 'bash' | 'kusto') =>
    renderCommand('x {{n}} {{l}}', { n: 22, l: ["a'b", 'c'] }, language).text;
  expect(render('powershell')).toBe("x 22 'a''b', 'c'");
  expect(render('bash')).toBe("x 22 'a'\\''b' 'c'");
  expect(render('kusto')).toBe(`x 22 "a'b", "c"`);
});

test('what is not known is named, and a literal takes its place', () => {
  expect(renderCommand('Stop {{a}} {{ b.c }}', { a: null, b: {} }, 'powershell')).toEqual({
    text: "Stop 'not known' 'not known'",
    missing: ['a', 'b.c'],
  });
});

test('a hostile name does not end a comment', () => {
  const { text } = renderCommand('# host {{h}}', { h: 'x\nrm -rf /' }, 'bash');
  expect(text).toBe("# host $'x\\x0arm -rf /'");
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
  const command = 'for n in {{names}}; do :; done';
  expect(renderCommand(command, { names: [] }, 'bash')).toEqual({
    text: "for n in 'not known'; do :; done",
    missing: ['names'],
  });
});
