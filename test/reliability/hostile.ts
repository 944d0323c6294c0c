import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openPowerShell } from '../../src/collectors/powershell/source.js';
import { job, recorder } from '../collectors/record.js';

/** What came of strings that were sent as parameters through PowerShell and back as rows. */
export interface HostileResult {
  sent: number;
  processes: number;
  /** Payloads that ran: files written, variables set, collectors that ended in another way than they do. */
  executed: number;
  /** Strings that came back as others; one with half a character is expected back with U+FFFD. */
  changed: number;
  /** Strings with half a character, and parameters that hold such strings. */
  halves: number;
  halfParameters: number;
  /** Parameters whose change is told by a warning, and none else. */
  reported: number;
}

const echo = `[CmdletBinding()] param([string[]] $Many, [string] $One)
foreach ($text in $Many) { @{ text = $text } }
@{ text = $One }
@{ text = "$global:pwned" }`;

/** Where a payload could break out of: quotes of every kind, here-strings, subexpressions, pipelines, JSON. */
const contexts: ((payload: string) => string)[] = [
  (p) => `'; ${p}; '`,
  (p) => `"; ${p}; "`,
  (p) => `$(${p})`,
  (p) => `"$(${p})"`,
  (p) => `\u2019; ${p}; \u2018`,
  (p) => `\u201c; ${p} #`,
  (p) => `\n'@\n${p}\n@'\n`,
  (p) => `\r\n"@\r\n${p}\r\n`,
  (p) => `} ; ${p}; {`,
  (p) => `) | ForEach-Object { ${p} } #`,
  (p) => `\`"; & { ${p} } <#`,
  (p) => `"}],"script":"${p}","x":[{"`,
  (p) => `\\u0027; ${p}; \\u0027`,
  (p) => `\0${p}`,
  (p) => `=${p}`,
  (p) => p,
];

const tokens = [
  ...[
    "'",
    '"',
    '`',
    '$',
    '$(',
    ')',
    '@(',
    '@{',
    '{',
    '}',
    ';',
    '|',
    '&',
    '&&',
    '#',
    '<#',
    '#>',
    '%',
    '\\',
    '/',
    '=',
    ',',
  ],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\0',
    '\u001b[2J',
    '\u2018',
    '\u2019',
    '\u201a',
    '\u201b',
    '\u201c',
    '\u201d',
    '\u201e',
  ],
  ...['\u2013', '\u2028', '\u202e', '\u200b', '\ufeff', '\u212a', '\ud800', '\udfff', '\u{1f600}', '\u4e2d', '\u00e9'],
  ...[
    '2025-02-11T02:16:52Z',
    '/Date(1739240317441)/',
    'null',
    '$null',
    '-Command',
    '--%',
    '$env:PATH',
    '[char]39',
    ' ',
  ],
];

/** Strings that want to be more than text; the canary folder is where their payloads write. */
function hostileStrings(count: number, seed: number, canary: string): string[] {
  const payload = fc.constantFrom(
    `[IO.File]::WriteAllText('${canary}/canary','x')`,
    '$global:pwned=1',
    'exit 3',
    `throw 'pwned'`,
    `Write-Output 'pwned'`,
    `Invoke-Expression '$global:pwned=2'`,
  );
  const attack = fc.tuple(fc.constantFrom(...contexts), payload).map(([context, what]) => context(what));
  const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 12 }).map((parts) => parts.join(''));
  const units = fc.array(fc.nat(0xffff), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes));
  const mixed = fc.tuple(soup, attack, soup).map((parts) => parts.join(''));
  return fc.sample(fc.oneof(attack, soup, units, mixed), { numRuns: count, seed });
}

/** @param perProcess strings that one process gets, in collectors of a tenth of them each. */
export async function sendHostile(
  engine: string,
  { count, seed, perProcess }: { count: number; seed: number; perProcess: number },
): Promise<HostileResult> {
  const canary = mkdtempSync(join(tmpdir(), 'canary-'));
  const strings = hostileStrings(count, seed, canary);
  const result: HostileResult = {
    ...{ sent: 0, processes: 0, executed: 0, changed: 0, halves: 0, halfParameters: 0, reported: 0 },
  };
  for (const some of slices(strings, perProcess)) {
    const lots = slices(some, Math.ceil(perProcess / 10));
    const jobs = lots.map((many, at) =>
      job(`echo${at}`, echo, { text: 'text' }, { parameters: { Many: many, One: many[0]! } }),
    );
    const sink = recorder();
    await openPowerShell(engine).collect(jobs, sink, new AbortController().signal);
    result.processes++;
    for (const [at, many] of lots.entries()) {
      const { rows, end } = sink.heard(`echo${at}`);
      const back = rows.map(({ text }) => text);
      const expected = [...many, many[0]!].map((text) => text.toWellFormed());
      result.sent += many.length;
      result.changed += expected.filter((text, index) => back[index] !== text).length;
      result.halves += many.filter((text) => !text.isWellFormed()).length;
      const half = [many, [many[0]!]].filter((texts) => texts.some((text) => !text.isWellFormed())).length;
      result.halfParameters += half;
      result.reported += end?.warnings.filter(({ id }) => id === 'casefile.parameterChanged').length ?? 0;
      const asUsual = end?.outcome === 'collected' && back.length === many.length + 2 && back.at(-1) === '';
      if (!asUsual) result.executed++;
    }
  }
  result.executed += readdirSync(canary).length;
  return result;
}

const slices = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
