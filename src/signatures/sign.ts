import { createHash, sign as signEd25519 } from 'node:crypto';
import { clean } from '../domain/clean.js';
import { keyName, type SecretKey } from './keys.js';

/** BLAKE2b-512 of bytes as they stream by: what a prehashed signature is over. */
export async function prehash(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> {
  const hash = createHash('blake2b512');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest();
}

/**
 * A signature file of minisign, prehashed (`ED`). The trusted comment is signed too; minisign prints it.
 * @param hash of the file, by {@link prehash}.
 */
export function sign(hash: Uint8Array, { id, secret }: SecretKey, trusted: string): string {
  const comment = clean(trusted, { newlines: false }).slice(0, 4000);
  const signature = signEd25519(null, hash, secret);
  const global = signEd25519(null, Buffer.concat([signature, Buffer.from(comment)]), secret);
  return [
    `untrusted comment: signature by casefile with minisign key ${keyName(id)}`,
    Buffer.concat([Buffer.from('ED'), id, signature]).toString('base64'),
    `trusted comment: ${comment}`,
    global.toString('base64'),
    '',
  ].join('\n');
}
