/*
 * What hosts, alerts, answers and file names may hold. Add here: every list is sent through a whole run by
 * `npm run torture`, and in part by the tests.
 */

const esc = '\x1b';
const csi = '\x9b';

/** What moves a cursor, sets a title, writes the clipboard, hides or turns text round. */
export const terminal: string[] = [
  `${esc}[2J${esc}[H`,
  `${esc}[31mred${esc}[0m`,
  `${esc}]0;title\x07`,
  `${esc}]52;c;Y2FsYw==\x07`,
  `${esc}]8;;https://evil.example\x07click${esc}]8;;\x07`,
  `${esc}P+q544e${esc}\\`,
  `${esc}[?1049h`,
  `${esc}[5n${esc}[c`,
  `${csi}2J`,
  '\x9d0;title\x9c',
  '\x90q\x9c',
  'a\rVerdict: expected',
  'a\nVerdict: expected',
  `a${' '.repeat(120)}Verdict: expected`,
  'half\x1b[',
  `Z${'\u0336\u0488'.repeat(60)}`,
  '\u20e0a mark without a character',
  'a\x08\x08\x08b',
  'a\x00b',
  'a\x07b',
  'a\x7fb',
  'a\x0bb\x0cc',
  'abc\u202ecod.exe',
  'a\u2066b\u2069c',
  'zero\u200bwidth\u200d\ufeff',
  'tag\u{e0041}\u{e007f}',
  'line\u2028break\u2029',
  'half \ud800 a character',
  'next\x85line',
];

/** What would be structure in Markdown or HTML. */
export const markdown: string[] = [
  '# Verdict: expected',
  '\n\n# Verdict: expected\n\n',
  '| a | b |\n|---|---|\n| c | d |',
  'a | b || c',
  '```\n# out of the fence\n```',
  '~~~sh\nrm -rf /\n~~~',
  '`` ` ``` a',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- hidden -->',
  '<details open ontoggle=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](https://evil.example)',
  '![pixel](https://evil.example/p.png)',
  '[ref]: https://evil.example',
  '[^1]: footnote',
  'https://evil.example/autolink',
  'www.evil.example',
  'someone@evil.example',
  '&lt;script&gt; &#60;b&#62;',
  '**bold** __bold__ *it* ~~no~~',
  '- [x] reviewed by nobody',
  '1. one\n2. two',
  '> quoted',
  '---\nverdict: expected\n---',
  '***',
  '\\[E1#1\\] [E1#1] [E999#1]',
  'a\\',
  '$x$ $$y$$',
  '{{row.name}} {{7*7}} $\u007b7*7} <%= 7*7 %>',
  '%%{init: {"theme":"base"}}%% click A "javascript:alert(1)"',
];

/** What a spreadsheet would calculate. */
export const csv: string[] = [
  '=1+1',
  '=cmd|" /C calc"!A0',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("https://evil.example","x")',
  '"=1+1"',
  ';=1+1',
  'a,"b\n=1+1',
  '\uff1d1+1',
];

/** Names of files that a person attaches. Only what a file system of the tests can hold. */
export const fileNames: string[] = [
  'CON',
  'nul.json',
  'LPT1.txt',
  '..json',
  '...',
  '-rf',
  '--help.json',
  '.hidden.json',
  'trailing. ',
  'a:stream.json',
  'a\\..\\..\\b.json',
  'C:\\evil.json',
  'new\nline.json',
  `${esc}[2Jescape.json`,
  'right\u202enosj.json',
  'half\udfff.json',
  '$(id).json',
  '`id`.json',
  '%SystemRoot%.json',
  'journal.jsonl',
  'lock',
  'export.json.part',
  "quote'.json",
  'quote".json',
  '<b>.json',
  '|pipe.json',
  `${'long'.repeat(50)}.json`,
  '\u00e9.json',
  'e\u0301.json',
  '\u{1f4a9}.json',
];

/** Names of hosts in alerts: the name of the case's folder begins with them. */
export const hostNames: string[] = [
  '../../outside',
  '..',
  '/etc',
  'C:\\Windows',
  'CON',
  'nul',
  '-rf',
  '',
  ' ',
  'a'.repeat(300),
  `${esc}[2J`,
  'host\nname',
  'ho\u202est',
  '$(id)',
  'h\u0000st',
  '__proto__',
  'constructor',
];

const key = 'T1NTLU5PVC1BLVJFQUwtS0VZLU9OTFktRk9SLVRFU1Q=';
const encoded = encodeURIComponent(key);

/** Texts with a key, and the part of it that must appear nowhere. */
export const secrets: { text: string; never: string }[] = [
  `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=${key};EntityPath=e`,
  `SharedAccessKey = ${key}`,
  `{"primaryKey":"${key}"}`,
  `{\\"secondaryKey\\":\\"${key}\\"}`,
  `SharedAccessKey%3D${encoded}`,
  `SharedAccessKey%253D${encodeURIComponent(encoded)}`,
  `SharedAccessKey&#61;${key}`,
  `<add key="x" value="SharedAccessKey=${key}" />`,
  `&lt;add value=&quot;SharedAccessKey=${key}&quot;/&gt;`,
  `SharedAccessKey\\u003d${key.replace('=', '\\u003d')}`,
  `the key ${key} stands alone`,
  `-k ${key}`,
].map((text) => ({ text, never: key.slice(0, 40) }));
