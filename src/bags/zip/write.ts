import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createDeflateRaw } from 'node:zlib';
import { ZipFile } from 'yazl';
import type { Contents } from '../contents.js';
import { limits } from '../layout.js';
import { writeStream } from '../place.js';
import { until } from '../types.js';

/**
 * The time of every entry: the archive is a function of the case. DOS times have no zone, and are made by the local one,
 * so this is a local time too, and the extra field with UTC is left out.
 */
const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** What deflates to less than half the refused ratio is stored, so that no honest case is taken for a bomb. */
async function compresses(file: string, bytes: number): Promise<boolean> {
  if (bytes <= limits.smallBytes) return true;
  let deflated = 0;
  for await (const chunk of createReadStream(file).pipe(createDeflateRaw())) deflated += (chunk as Buffer).length;
  return bytes * 2 < deflated * limits.ratio;
}

/** Writes a bag as a zip archive that holds one folder, `top` (RFC 8493, section 4). */
export async function writeZip(
  path: string,
  { top, signal }: { top: string; signal: AbortSignal },
  { payload, tags }: Contents,
): Promise<void> {
  const zip = new ZipFile();
  for (const [name, bytes] of tags) zip.addBuffer(bytes, `${top}/${name}`, options);
  for (const [name, { file, digests }] of payload) {
    const compress = await compresses(file, digests.bytes);
    signal.throwIfAborted();
    zip.addFile(file, `${top}/${name}`, { ...options, compress });
  }
  const output = zip.outputStream as Readable;
  zip.on('error', (error) => output.destroy(error));
  zip.end();
  await writeStream(path, until(signal, output));
}
