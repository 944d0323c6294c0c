import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { waitingError } from '../errors.js';
import { isEncrypted, type PublicKey, readPublicKey, readSecretKey, type SecretKey } from '../signatures/keys.js';
import { whyNotInteractive } from '../terminal/interactive.js';
import { readInput } from './read-input.js';

/** Where a key's password comes from when nobody can answer. */
const passwordVariable = 'CASEFILE_KEY_PASSWORD';

/** The secret key of `--sign`; its password is asked for at a terminal, or taken from the environment. */
export async function secretKeyFrom(named: string): Promise<SecretKey> {
  const text = Buffer.from(await readInput(named, 'The secret key')).toString('utf8');
  return readSecretKey(text, resolve(named), isEncrypted(text) ? await password(named) : null);
}

async function password(named: string): Promise<string> {
  const given = process.env[passwordVariable];
  if (given !== undefined) return given;
  const why = whyNotInteractive(false);
  if (why === null) return (await import('../terminal/prompt.js')).askPassword(`Password of ${named}`);
  throw waitingError('key-password-missing', {
    what: `The secret key is encrypted, and casefile cannot ask for its password: ${why}`,
    where: resolve(named),
    expected: `its password in the environment as ${passwordVariable}, or a terminal`,
    next: 'A key for scripts can be made without a password: minisign -G -W -p casefile.pub -s casefile.key',
  });
}

/** The public key of `--public-key`: a file, or the key itself as `minisign -G` prints it. */
export const publicKeyFrom = async (given: string | undefined): Promise<PublicKey | null> =>
  given === undefined
    ? null
    : readPublicKey(
        existsSync(given) ? Buffer.from(await readInput(given, 'The public key')).toString('utf8') : given,
        given,
      );
