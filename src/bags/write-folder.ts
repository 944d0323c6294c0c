import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../case/disk/durable.js';
import type { Contents } from './contents.js';
import { writeStream } from './place.js';
import { until } from './types.js';

/** Writes a bag as a folder, which must not be there yet. */
export async function writeFolder(dir: string, { payload, tags }: Contents, signal: AbortSignal): Promise<void> {
  makeFolder(dir);
  for (const [path, bytes] of tags) await writeStream(join(dir, path), [bytes]);
  for (const [path, { file }] of payload) {
    const target = join(dir, ...path.split('/'));
    makeFolder(dirname(target), { recursive: true });
    await writeStream(target, until(signal, createReadStream(file)));
  }
}
