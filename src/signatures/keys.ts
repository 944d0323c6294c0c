import { createPrivateKey, createPublicKey, type KeyObject, scryptSync } from 'node:crypto';
import { usageError } from '../errors.js';

/** A minisign public key. `id` is shown as minisign shows it. */
export interface PublicKey {
  id: Buffer;
  key: KeyObject;
}

export interface SecretKey extends PublicKey {
  secret: KeyObject;
}

/** Key id as `minisign -G` prints it: a little-endian number in hex. */
export const keyName = (id: Buffer): string => id.readBigUInt64LE().toString(16).toUpperCase().padStart(16, '0');

const spki = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicKeyOf = (id: Buffer, raw: Buffer): PublicKey => ({
  id,
  key: createPublicKey({ key: Buffer.concat([spki, raw]), format: 'der', type: 'spki' }),
});

const notAKey = (where: string, kind: 'public' | 'secret', detail: string) =>
  usageError(`${kind}-key-malformed`, {
    what: `This isn't a minisign ${kind} key (${detail})`,
    where,
    expected: `an ed25519 key as \`minisign -G -p casefile.pub -s casefile.key\` makes it`,
    next:
      kind === 'public'
        ? 'casefile unseal BAG DIR --public-key casefile.pub'
        : 'casefile seal CASE --sign casefile.key',
  });

/** Bytes of base64 in canonical spelling. Empty for any other spelling, so that every changed character is noticed. */
export function base64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : Buffer.alloc(0);
}

/** The line behind the comment, or the only line. */
const body = (text: string): Buffer => {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('untrusted comment:'));
  return base64(lines[0] ?? '');
};

/** Reads a public key: the text of its file, or its base64 alone as `minisign -P` takes it. */
export function readPublicKey(text: string, where: string): PublicKey {
  const bytes = body(text);
  if (bytes.length !== 42 || bytes.toString('latin1', 0, 2) !== 'Ed')
    throw notAKey(where, 'public', '42 bytes that begin with Ed, in base64, are expected');
  return publicKeyOf(bytes.subarray(2, 10), bytes.subarray(10));
}

/** Lengths and places in a secret key's 158 bytes: algorithms, salt, limits of scrypt, then id, seed, public key, checksum. */
const secretLength = 158;
const box = { from: 54, id: 8, seed: 32, publicKey: 32 } as const;

/** Is a password needed? */
export const isEncrypted = (text: string): boolean => body(text).toString('latin1', 2, 4) === 'Sc';

/**
 * Reads a secret key. Its checksum is BLAKE2b-256, which node:crypto doesn't have. Instead, the seed must give the public key
 * in the file, which proves more.
 * @throws KnownError exit 2 when it isn't a secret key, or the password is wrong.
 */
export function readSecretKey(text: string, where: string, password: string | null): SecretKey {
  const bytes = body(text);
  if (bytes.length !== secretLength || bytes.toString('latin1', 0, 2) !== 'Ed')
    throw notAKey(where, 'secret', `${secretLength} bytes that begin with Ed, in base64, are expected`);
  const kdf = bytes.readUInt16BE(2);
  if (kdf !== 0 && kdf !== 0x5363) throw notAKey(where, 'secret', 'its key derivation is neither scrypt nor none');
  const opened = Buffer.from(bytes.subarray(box.from));
  if (kdf !== 0) {
    const stream = derive(password ?? '', bytes, opened.length, where);
    for (const [index, byte] of stream.entries()) opened[index]! ^= byte;
  }
  const id = opened.subarray(0, box.id);
  const seed = opened.subarray(box.id, box.id + box.seed);
  const known = opened.subarray(box.id + box.seed, box.id + box.seed + box.publicKey);
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const derived = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(spki.length);
  if (!derived.equals(known))
    throw kdf === 0
      ? notAKey(where, 'secret', 'its seed does not give its public key')
      : usageError('key-password', {
          what: 'The password does not open this secret key',
          where,
          expected: 'the password that was given to `minisign -G`',
          next: 'Give it at the prompt, or in the environment as CASEFILE_KEY_PASSWORD.',
        });
  return { ...publicKeyOf(id, known), secret };
}

/** The parameters that libsodium's `pickparams` takes for these limits. */
function derive(password: string, bytes: Buffer, length: number, where: string): Buffer {
  const operations = Math.max(Number(bytes.readBigUInt64LE(38)), 32_768);
  const memory = Number(bytes.readBigUInt64LE(46));
  const r = 8;
  const small = operations < memory / 32;
  const most = small ? operations / (r * 4) : memory / (r * 128);
  let log = 1;
  while (log < 63 && 2 ** log <= most / 2) log += 1;
  const N = 2 ** log;
  const p = small ? 1 : Math.floor(Math.min(operations / 4 / N, 0x3fffffff) / r);
  const needs = 128 * r * (N + p);
  if (needs > 2 ** 31 || p < 1) throw notAKey(where, 'secret', `its scrypt limits ask for ${needs} bytes of memory`);
  return scryptSync(password, bytes.subarray(6, 38), length, { N, r, p, maxmem: needs + 2 ** 20 });
}
