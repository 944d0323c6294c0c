import { algorithms, bagLayout } from '../../../src/bags/layout.js';
import { parseJournal } from '../../../src/case/journal/journal.js';
import { namedFiles } from '../../../src/case/verify.js';
import { rebag, type Tree } from '../../bags/sample.js';

/** A bag that something was done to. */
export interface Change {
  what: string;
  tree: Tree;
}

const manifests = algorithms.map(bagLayout.manifest);
const tagManifests = algorithms.map(bagLayout.tagManifest);
const payloadOf = (bag: Tree): string[] => Object.keys(bag).filter((path) => path.startsWith(bagLayout.payload));
const text = (bag: Tree, path: string): string => bag[path]!.toString('utf8');

const without = (bag: Tree, path: string): Tree => {
  const { [path]: _, ...rest } = bag;
  return rest;
};

const flipped = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1 << (at & 7);
  return changed;
};

/** Other bytes in the place of these. */
function otherBytes(bytes: Buffer): [string, Buffer][] {
  const all: [string, Buffer][] = [
    ['first byte flipped', flipped(bytes, 0)],
    ['middle byte flipped', flipped(bytes, bytes.length >> 1)],
    ['last byte flipped', flipped(bytes, bytes.length - 1)],
    ['cut in half', bytes.subarray(0, bytes.length >> 1)],
    ['last byte cut off', bytes.subarray(0, -1)],
    ['emptied', Buffer.alloc(0)],
    ['a line end more', Buffer.concat([bytes, Buffer.from('\n')])],
    ['its size in zeros', Buffer.alloc(bytes.length)],
    ['line ends of Windows', Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')],
    ['a byte order mark', Buffer.concat([Buffer.from('\ufeff'), bytes])],
    ['capitals', Buffer.from(bytes.toString('latin1').toUpperCase(), 'latin1')],
  ];
  return all.filter(([, other]) => !other.equals(bytes));
}

/** Names of other files that some system or somebody takes for this one. */
const otherNames = (path: string): string[] => [
  ...[`${path}.x`, path.replace(/[^/]*$/, (name) => name.toUpperCase()), path.replace(/([^/]*)$/, 'moved/$1')],
  ...[`${path}\u00e9`, `${path}e\u0301`, path.replace(/[a-z](?=[^/]*$)/, (letter) => fullWidth(letter))],
];

const fullWidth = (letter: string): string => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0);

/** One file of a bag changed, removed, renamed, doubled or exchanged with the next one. */
function fileChanges(bag: Tree, path: string): Change[] {
  const paths = Object.keys(bag);
  const next = paths[(paths.indexOf(path) + 1) % paths.length]!;
  const rest = without(bag, path);
  return [
    ...otherBytes(bag[path]!).map(([what, bytes]) => ({ what: `${path}: ${what}`, tree: { ...bag, [path]: bytes } })),
    ...otherNames(path).flatMap((name) => [
      { what: `${path}: renamed ${name}`, tree: { ...rest, [name]: bag[path]! } },
      { what: `${path}: ${name} beside it`, tree: { ...bag, [name]: bag[path]! } },
    ]),
    { what: `${path}: removed`, tree: rest },
    { what: `${path}: exchanged with ${next}`, tree: { ...bag, [path]: bag[next]!, [next]: bag[path]! } },
    {
      what: `${path}: two spellings of one name beside it`,
      tree: { ...bag, [`${path}.\u00e9`]: bag[path]!, [`${path}.e\u0301`]: bag[path]! },
    },
  ];
}

/** What can be done to one line of a manifest: hash and path apart, and the line itself. */
function lineChanges(lines: string[], at: number): [string, string[]][] {
  const [hash, path] = lines[at]!.split('  ') as [string, string];
  const other = lines[(at + 1) % lines.length]!.split('  ')[0]!;
  const instead: [string, string][] = [
    ['no hash', `  ${path}`],
    ['a hash of nothing and its blanks cut', path],
    ['a shortened hash', `${hash.slice(0, -1)}  ${path}`],
    ['half a hash', `${hash.slice(0, hash.length / 2)}  ${path}`],
    ['a longer hash', `${hash}0  ${path}`],
    ['the hash of another file', `${other}  ${path}`],
    ['one other digit', `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}  ${path}`],
    ['no digit', `g${hash.slice(1)}  ${path}`],
    ['zeros', `${'0'.repeat(hash.length)}  ${path}`],
    ['another path', `${hash}  ${path}x`],
    ['the path in capitals', `${hash}  ${path.toUpperCase()}`],
    ['a path from here', `${hash}  ./${path}`],
    ['a path with a backslash', `${hash}  ${path.replace('/', '\\')}\\`],
    ['no path', `${hash}  `],
    ['a comment', `# ${lines[at]}`],
  ];
  const line = lines[at]!;
  return [
    ...instead.map(([what, changed]): [string, string[]] => [what, lines.with(at, changed)]),
    ['missing', lines.toSpliced(at, 1)],
    ['doubled', lines.toSpliced(at, 0, line)],
    ['doubled with another hash', lines.toSpliced(at, 0, `${'0'.repeat(hash.length)}  ${path}`)],
    ['before it one of a file that is not there', lines.toSpliced(at, 0, `${hash}  ${path}.not-there`)],
  ];
}

const linesOf = (bag: Tree, path: string): string[] => text(bag, path).trimEnd().split('\n');
const asText = (lines: string[], end = '\n'): Buffer => Buffer.from(lines.map((line) => `${line}${end}`).join(''));

/** Every line of every manifest, alone and with tag manifests made again that agree with it. */
const manifestChanges = (bag: Tree): Change[] =>
  [...manifests, ...tagManifests].flatMap((name) => {
    const lines = linesOf(bag, name);
    return lines.flatMap((_, at) =>
      lineChanges(lines, at).flatMap(([done, changed]) => {
        const what = `${name}, line ${at + 1}: ${done}`;
        const bytes = asText(changed);
        const alone = { what, tree: { ...bag, [name]: bytes } };
        if (!manifests.includes(name)) return [alone];
        return [alone, { what: `${what}, tag manifests made again`, tree: rebag(bag, { [name]: bytes }) }];
      }),
    );
  });

/** Two files of the same bytes can be exchanged, and what is made again is as it was. */
const isOther =
  (bag: Tree) =>
  ({ tree }: Change): boolean =>
    Object.keys(tree).length !== Object.keys(bag).length ||
    Object.entries(tree).some(([path, bytes]) => !bag[path]?.equals(bytes));

/** Bags of which a file came to harm, by accident or by somebody who does not recreate manifests. */
export const damagedFiles = (bag: Tree): Change[] =>
  Object.keys(bag)
    .flatMap((path) => fileChanges(bag, path))
    .filter(isOther(bag))
    .filter(({ what }) => !isSpelling(what));

/** Bags of which one line of a manifest came to harm. */
export const damagedManifests = (bag: Tree): Change[] => manifestChanges(bag).filter(isOther(bag));

/** No manifest is over the tag manifests, so they can be spelt otherwise: {@link otherSpellings}. */
const isSpelling = (what: string): boolean => /^tagmanifest-\w+\.txt: line ends of Windows$/.test(what);

/** The same bag in other spellings that RFC 8493 and the checksum programs allow. */
export function otherSpellings(bag: Tree): Change[] {
  const spellings: [string, (lines: string[]) => Buffer][] = [
    ['line ends of Windows', (lines) => asText(lines, '\r\n')],
    ['in another order', (lines) => asText([...lines].reverse())],
    ['hashes in capitals', (lines) => asText(lines.map((line) => line.replace(/^\S+/, (hash) => hash.toUpperCase())))],
    ['an asterisk before paths', (lines) => asText(lines.map((line) => line.replace('  ', ' *')))],
    ['tabulators', (lines) => asText(lines.map((line) => line.replace('  ', '\t')))],
  ];
  return [...manifests, ...tagManifests].flatMap((name) =>
    spellings.map(([what, spelt]) => {
      const bytes = spelt(linesOf(bag, name));
      const tree = manifests.includes(name) ? rebag(bag, { [name]: bytes }) : { ...bag, [name]: bytes };
      return { what: `${name}: ${what}`, tree };
    }),
  );
}

/** What somebody makes who knows the format: something is changed, then size and all manifests are made again. */
export const forgedBags = (bag: Tree): Change[] =>
  [
    ...payloadOf(bag).flatMap((path) => fileChanges(bag, path)),
    ...linesOf(bag, bagLayout.info).flatMap((line, at) => [
      { what: `${line}: changed`, tree: withInfo(bag, (lines) => lines.with(at, `${line}1`)) },
      { what: `${line}: removed`, tree: withInfo(bag, (lines) => lines.toSpliced(at, 1)) },
    ]),
    ...cutJournals(bag),
    { what: 'a torn entry beside the journal', tree: { ...bag, 'data/journal.torn': Buffer.from('{"v":1') } },
    { what: 'an analysis that nobody journaled', tree: { ...bag, 'data/analysis/99.json': Buffer.from('{}') } },
  ]
    .map(({ what, tree }) => ({ what: `${what}, all made again`, tree: rebag(tree) }))
    .filter(isOther(bag));

const withInfo = (bag: Tree, change: (lines: string[]) => string[]): Tree => ({
  ...bag,
  [bagLayout.info]: asText(change(linesOf(bag, bagLayout.info))),
});

/** The case as it was some entries ago, with the head of that moment. */
function cutJournals(bag: Tree): Change[] {
  const journal = `${bagLayout.payload}journal.jsonl`;
  const { entries } = parseJournal(bag[journal]!);
  const lines = linesOf(bag, journal);
  return lines.slice(1).map((_, at) => {
    const kept = entries.slice(0, at + 1);
    const named = namedFiles(kept);
    const begun = kept.flatMap(({ type, data }) => (type === 'COLLECTING' ? [`evidence/${data.collector}.`] : []));
    const files = payloadOf(bag).filter((path) => {
      const file = path.slice(bagLayout.payload.length);
      return named.has(file) || begun.some((name) => file.startsWith(name));
    });
    const cut: Tree = Object.fromEntries(
      Object.keys(bag).flatMap((path) =>
        path.startsWith(bagLayout.payload) && !files.includes(path) ? [] : [[path, bag[path]!]],
      ),
    );
    const info = text(bag, bagLayout.info)
      .replace(/^Casefile-Journal-Head: .*$/m, `Casefile-Journal-Head: ${kept.at(-1)!.hash}`)
      .replace(/^Casefile-Journal-Entries: .*$/m, `Casefile-Journal-Entries: ${kept.length}`);
    const tree = { ...cut, [journal]: asText(lines.slice(0, at + 1)), [bagLayout.info]: Buffer.from(info) };
    return { what: `journal cut to ${at + 1} entries, with what they name`, tree };
  });
}
