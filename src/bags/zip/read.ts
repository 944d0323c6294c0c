import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { KnownError } from '../../errors.js';
import { checkFiles, exactly } from '../check-files.js';
import { limits, unsafe } from '../layout.js';
import { collision, pathProblem } from '../paths.js';
import type { BagFiles } from '../types.js';
import { checkOrder } from './order.js';

/** Sizes beyond 4 GiB, and times and owners that common archivers add. Others can change what an entry is. */
const harmlessExtras = new Set([0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875]);
/** Deflate options, data descriptor, UTF-8 name: no encryption, no patches, no masked headers. */
const knownFlags = 0x080e;

/** Name of an entry as written. Names in code pages can be read in several ways and are refused. */
function nameOf(at: string, { fileNameRaw, generalPurposeBitFlag }: Entry): string {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fileNameRaw);
    if (/^[\x20-\x7e]*$/.test(name) || (generalPurposeBitFlag & 0x0800) !== 0) return name;
  } catch {
    // Not UTF-8: refused below.
  }
  throw unsafe(at, `an entry whose name is not UTF-8: ${JSON.stringify(fileNameRaw.toString('latin1'))}`);
}

/** What an entry is, by all that the archive says about it. */
function checkEntry(at: string, name: string, entry: Entry): void {
  const refuse = (what: string): never => {
    throw unsafe(at, `${what}: ${JSON.stringify(name)}`);
  };
  const { generalPurposeBitFlag: flags, compressionMethod, compressedSize, uncompressedSize } = entry;
  if ((flags & 1) !== 0) refuse('an encrypted entry');
  if ((flags & ~knownFlags) !== 0) refuse('an entry with unknown flags');
  if (compressionMethod !== 0 && compressionMethod !== 8)
    refuse(`an entry with compression method ${compressionMethod}`);
  const type = (entry.externalFileAttributes >>> 28) & 0xf;
  const folder = name.endsWith('/');
  if (type !== 0 && type !== (folder ? 0o04 : 0o10)) refuse('a link or a special file');
  // DOS attributes: volume label, device, reparse point; "folder" must agree with the name.
  if ((entry.externalFileAttributes & 0x448) !== 0) refuse('a link or a special file');
  if (!folder && (entry.externalFileAttributes & 0x10) !== 0) refuse('a folder that is named as a file');
  if (folder && uncompressedSize > 0) refuse('a folder with content');
  for (const { id } of entry.extraFields)
    if (!harmlessExtras.has(id)) refuse(`an entry with an extra field 0x${id.toString(16).padStart(4, '0')}`);
  if (uncompressedSize > limits.smallBytes && uncompressedSize > compressedSize * limits.ratio)
    refuse(`an entry that grows to more than ${limits.ratio} times its size`);
}

/** The one folder that a bag's archive holds, and paths without it (RFC 8493, section 4). */
function withoutTop(at: string, names: string[]): (name: string) => string {
  const top = names[0]?.split('/')[0] ?? '';
  const prefix = `${top}/`;
  if (names.length === 0 || top === '' || !names.every((name) => name.startsWith(prefix)))
    throw unsafe(at, 'the archive does not hold exactly one folder');
  return (name) => name.slice(prefix.length);
}

/** A bag that is a zip archive. @throws KnownError exit 5 for what must not be unpacked, exit 2 when it isn't an archive. */
export async function openZip(at: string): Promise<BagFiles> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(at, { autoClose: false, decodeStrings: false });
    return await readEntries(at, zip);
  } catch (error) {
    zip?.close();
    if (error instanceof KnownError) throw error;
    throw unsafe(at, `it cannot be read as a zip archive (${(error as Error).message})`);
  }
}

async function readEntries(at: string, zip: ZipFile): Promise<BagFiles> {
  if (zip.entryCount > 2 * limits.files) throw unsafe(at, `${zip.entryCount} entries, more than ${2 * limits.files}`);
  const order = checkOrder(at, zip);
  const all = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(at, entry);
    checkEntry(at, name, entry);
    if (all.has(name)) throw unsafe(at, `${JSON.stringify(name)} is there twice`);
    await order.add(name, entry);
    all.set(name, entry);
  }
  order.end();
  const folders = [...all.keys()].filter((name) => name.endsWith('/'));
  const files = [...all].filter(([name]) => !name.endsWith('/'));
  // Folders are made when a file needs them; their entries only have to be as harmless as those of files.
  for (const name of folders) {
    const problem = pathProblem(name.slice(0, -1));
    if (problem) throw unsafe(at, `${problem}: ${JSON.stringify(name)}`);
  }
  checkFiles(at, new Map(files.map(([name, { uncompressedSize }]) => [name, uncompressedSize])));
  const clash = collision([...files.map(([name]) => name), ...folders.map((name) => `${name}\0`)]);
  if (clash) throw unsafe(at, clash);
  const strip = withoutTop(at, [...all.keys()]);
  const entries = new Map(files.map(([name, entry]) => [strip(name), entry]));
  return {
    ...{ at, form: 'zip', sizes: new Map([...entries].map(([path, entry]) => [path, entry.uncompressedSize])) },
    read: (path) => content(at, path, zip, entries.get(path)!),
    close: () => zip.close(),
  };
}

async function* content(at: string, path: string, zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* exactly(at, path, entry.uncompressedSize, await zip.openReadStreamPromise(entry));
  } catch (error) {
    if (error instanceof KnownError) throw error;
    throw unsafe(at, `${path} cannot be unpacked (${(error as Error).message})`);
  }
}
