import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Which folder may import which; `domain` and `errors.ts` are open to all. ARCHITECTURE.md explains the picture. */
const mayImport: { [folder: string]: string[] } = {
  domain: [],
  errors: [],
  files: [],
  playbook: ['files'],
  machine: ['playbook'],
  analysis: ['playbook'],
  report: ['playbook', 'secrets'],
  detections: [],
  calendars: ['secrets'],
  secrets: [],
  collectors: ['playbook', 'secrets', 'files'],
  attachments: ['playbook', 'secrets'],
  case: ['playbook', 'secrets', 'files'],
  signatures: [],
  bags: ['case', 'signatures', 'files'],
  exports: ['report', 'secrets'],
  terminal: ['playbook', 'secrets'],
  driver: ['machine', 'analysis', 'attachments', 'collectors', 'case', 'playbook', 'terminal', 'files'],
  casework: [
    'driver',
    'machine',
    'analysis',
    'attachments',
    'collectors',
    'case',
    'playbook',
    'terminal',
    'detections',
    'report',
    'exports',
    'bags',
    'signatures',
    'files',
    'package',
  ],
  commands: [
    'casework',
    'machine',
    'analysis',
    'attachments',
    'collectors',
    'case',
    'playbook',
    'terminal',
    'detections',
    'calendars',
    'report',
    'exports',
    'bags',
    'signatures',
    'files',
    'package',
  ],
  package: [],
  cli: ['commands', 'casework', 'terminal', 'package'],
};

/** Each library lives in these folders and nowhere else, so that replacing it is a change in one place. */
const livesIn: { [library: string]: string[] } = {
  yaml: ['playbook'],
  '@bufbuild/cel': ['playbook'],
  '@bufbuild/re2': ['playbook'],
  zod: ['playbook', 'detections'],
  xstate: ['machine'],
  'ipaddr.js': ['analysis'],
  execa: ['collectors'],
  'csv-parse': ['attachments', 'calendars'],
  'ical.js': ['calendars'],
  'rrule-temporal': ['calendars'],
  inquirer: ['terminal'],
  ora: ['terminal'],
  commander: ['cli', 'commands'],
  yazl: ['bags'],
  yauzl: ['bags'],
  mdast: ['report', 'exports'],
  'mdast-util-gfm': ['exports', 'report'],
  'mdast-util-to-markdown': ['exports', 'report'],
};

/** Pure folders: the same input gives the same output, so they touch no file, process or network. */
const pure = ['domain', 'machine', 'analysis', 'report', 'exports', 'calendars'];
/** `isIP` of node:net and `domainToUnicode` of node:url look at a text and at nothing else. */
const pureBuiltins = ['node:net', 'node:url'];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const folderOf = (file: string) => file.split(/[\\/]/)[0]!.replace(/\.ts$/, '');

const imports = files.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8');
  const found = [...text.matchAll(/(?:^|\s)(?:import|export)\s[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g)];
  return found.map((match) => ({ file, target: (match[1] ?? match[2])! }));
});

const isRelative = (target: string) => target.startsWith('.');
const isBuiltin = (target: string) => target.startsWith('node:') || builtinModules.includes(target);
const library = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

describe('architecture', () => {
  it('sees the imports', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('imports point inward', () => {
    const wrong = imports
      .filter(({ target }) => isRelative(target))
      .map(({ file, target }) => ({
        file,
        to: folderOf(
          relative(src, posix.join(dirname(join(src, file)).replaceAll('\\', '/'), target)).replace(/\.js$/, '.ts'),
        ),
      }))
      .filter(({ file, to }) => {
        const from = folderOf(file);
        return to !== from && to !== 'domain' && to !== 'errors' && !mayImport[from]?.includes(to);
      });
    expect(wrong).toEqual([]);
  });

  it('one library lives in one place', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        !isRelative(target) && !isBuiltin(target) && !livesIn[library(target)]?.includes(folderOf(file)),
    );
    expect(wrong).toEqual([]);
  });

  it('the core touches nothing outside', () => {
    const wrong = imports.filter(
      ({ file, target }) => pure.includes(folderOf(file)) && isBuiltin(target) && !pureBuiltins.includes(target),
    );
    expect(wrong).toEqual([]);
  });

  it('one file ends the process', () => {
    const exits = files.filter((file) => /process\.exit\(/.test(readFileSync(join(src, file), 'utf8')));
    expect(exits.map((file) => file.replaceAll('\\', '/'))).toEqual(['cli.ts']);
  });

  /** Files whose code (comments left out) has something in it. */
  const having = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));

  it('one file writes to the terminal', () => {
    expect(having(/process\s*\.\s*std(?:out|err)\s*\.\s*(?!(?:isTTY|columns)\b)\w|\bconsole\s*\./)).toEqual([
      'terminal/print.ts',
    ]);
    // Libraries that draw get the stream itself: what they draw is theirs, and every text in it went through the sink.
    expect(having(/process\s*\.\s*std(?:out|err)\b(?!\s*\.)/).every((file) => file.startsWith('terminal'))).toBe(true);
    expect(having(/^import (?!type\b).*from 'node:(?:process|tty|console)'/m)).toEqual([]);
    expect(having(/[ow]riteSync\(\s*[12]\b|\/dev\/(?:tty|stdout|stderr)|CONOUT\$/i)).toEqual([]);
  });

  it('every text that is drawn goes through the sink', () => {
    const drawn = /\b(?:message|text|name|default|short|description|instructions|prefixText|suffixText):\s*([^,}]+)/g;
    const drawing = having(new RegExp(drawn)).filter((file) => /^terminal.(?:prompt|progress)\./.test(file));
    expect(drawing).toHaveLength(2);
    // The default of a choice is which one is marked: a key, and not drawn.
    for (const file of drawing)
      for (const [, value] of readFileSync(join(src, file), 'utf8').matchAll(drawn))
        expect(value, file).toMatch(/^(?:forTerminal\(|previous as T|'(?:text|value|password)'|string)/);
    // What a check says is drawn below the prompt.
    expect(having(/\bvalidate:/)).toEqual([]);
    expect(having(/import .* from '(?:inquirer|ora)'/)).toEqual(drawing);
  });

  it('what a scanner on Windows may refuse for a moment is tried again: no change of a folder goes past the retries', () => {
    const changes = String.raw`(?:mkdir|rm|rmdir|rename|link|unlink)Sync\(|openSync\([^)]*, (?!'r'\)|constants)`;
    expect(having(new RegExp(String.raw`(?<!retrying\(\(\) => )\b(?:${changes})`))).toEqual([]);
    expect(having(/\b(?:writeFile|appendFile|createWriteStream|cp)(?:Sync)?\(/)).toEqual([]);
  });

  it('Markdown is made from a tree, in one file', () => {
    expect(having(/toMarkdown\(/)).toEqual([join('exports', 'markdown.ts')]);
    expect(having(/type: 'html'/)).toEqual([]);
  });

  it('no code is made from text', () => {
    expect(having(/\beval\(|new Function\(|node:vm|setTimeout\(\s*['"`]/)).toEqual([]);
  });

  it('a pattern of a playbook never becomes a RegExp of JavaScript, whose time is not linear', () => {
    const made = having(/new RegExp\(/).filter((file) => !file.startsWith('secrets'));
    // What the shipped list of allowed commands asks of arguments.
    expect(made).toEqual([join('collectors', 'script-check', 'argument.ts')]);
  });

  it('every folder is in the table', () => {
    expect([...new Set(files.map(folderOf))].sort()).toEqual(Object.keys(mayImport).sort());
  });
});
