import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { makeFolder } from '../case/disk/durable.js';
import { bagLayout, invalid } from './layout.js';
import { writeStream } from './place.js';
import type { BagFiles } from './types.js';
import type { Bag } from './validate.js';

/**
 * Writes the payload of a bag that was validated into a folder that is there and empty.
 * @throws KnownError exit 5 when the bag is another one by now.
 */
export async function unpack(files: BagFiles, { payload }: Bag, dir: string): Promise<void> {
  for (const [path, { sha256 }] of payload) {
    const target = join(dir, ...path.split('/'));
    makeFolder(dirname(target), { recursive: true });
    const hash = createHash('sha256');
    await writeStream(target, hashed(files.read(`${bagLayout.payload}${path}`), hash));
    if (hash.digest('hex') !== sha256) throw invalid(files.at, [`${path} was changed while the bag was open`]);
  }
}

async function* hashed(
  chunks: AsyncIterable<Buffer>,
  hash: { update(bytes: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
