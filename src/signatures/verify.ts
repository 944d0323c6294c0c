import { createHash, verify as verifyEd25519 } from 'node:crypto';
import { verificationError } from '../errors.js';
import { base64, keyName, type PublicKey } from './keys.js';

/** A signature that is there: checked with a key, or only seen. */
export interface SignatureCheck {
  key: string;
  /** False = no public key was given, so the signature proves nothing. */
  checked: boolean;
  /** What the signer wrote. Trust it only when checked. */
  comment: string;
}

interface Parts {
  id: Buffer;
  signature: Buffer;
  comment: string;
  global: Buffer;
}

function parseSignature(text: string): Parts | null {
  const [untrusted, first, trusted, second, ...rest] = text.split(/\r?\n/);
  if (!untrusted?.startsWith('untrusted comment:') || !trusted?.startsWith('trusted comment: ')) return null;
  const bytes = base64(first ?? '');
  const global = base64(second ?? '');
  // Prehashed only: the older form signs the file itself, and a hash could be passed off as a file.
  if (bytes.length !== 74 || bytes.toString('latin1', 0, 2) !== 'ED' || global.length !== 64) return null;
  if (rest.some((line) => line !== '')) return null;
  const comment = trusted.slice('trusted comment: '.length);
  return { id: bytes.subarray(2, 10), signature: bytes.subarray(10), comment, global };
}

/**
 * Checks a minisign signature.
 * @throws KnownError exit 5 when it isn't a signature, is by another key, or isn't over these bytes.
 */
export function checkSignature(given: {
  where: string;
  of: Uint8Array | { prehashed: Uint8Array };
  signature: Uint8Array;
  publicKey: PublicKey | null;
}): SignatureCheck {
  const { where, of, publicKey } = given;
  const refuse = (what: string) =>
    verificationError('bag-signature', {
      what,
      where,
      expected: publicKey ? `a minisign signature (ED) by key ${keyName(publicKey.id)}` : 'a minisign signature (ED)',
      next: "Don't rely on this bag. Ask for the public key and the bag again, over different channels.",
    });
  const parts = parseSignature(Buffer.from(given.signature).toString('utf8'));
  if (!parts) throw refuse("The signature file isn't a minisign signature");
  const { id, signature, comment, global } = parts;
  const found = { key: keyName(id), comment };
  if (!publicKey) return { ...found, checked: false };
  if (!id.equals(publicKey.id)) throw refuse(`The bag is signed with another key, ${keyName(id)}`);
  const hash = 'prehashed' in of ? of.prehashed : createHash('blake2b512').update(of).digest();
  const whole =
    verifyEd25519(null, hash, publicKey.key, signature) &&
    verifyEd25519(null, Buffer.concat([signature, Buffer.from(comment)]), publicKey.key, global);
  if (!whole) throw refuse("The signature doesn't match: the signed file or the comment was changed");
  return { ...found, checked: true };
}
