import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEncrypted, readPublicKey, readSecretKey } from '../../src/signatures/keys.js';
import { prehash, sign } from '../../src/signatures/sign.js';
import { checkSignature } from '../../src/signatures/verify.js';
import { newFolder } from '../helpers/casefile.js';
import { hasMinisign, keyPair, minisignVerify } from '../helpers/minisign.js';

/** Made with `minisign -G -W` for these tests and used nowhere else. */
const secretText = `untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA4+B4ZjIW1xv7WIWYrPjTfow9WV7mYYmVTW9Vlo8yfIlbxNqViFjHhSzD++saf5DY+MfbBUxHvdfxrD0/1FnAaMNzQpz8rdwHAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
`;
const publicText = 'RWTj4HhmMhbXGyzD++saf5DY+MfbBUxHvdfxrD0/1FnAaMNzQpz8rdwH';
const secretKey = readSecretKey(secretText, 'test', null);
const publicKey = readPublicKey(publicText, 'test');
const content = Buffer.from('what is signed');
const signed = async (trusted = 'case:x') => Buffer.from(sign(await prehash([content]), secretKey, trusted));
const check = (signature: Uint8Array, of: Uint8Array = content, key = publicKey) =>
  checkSignature({ where: 'test', of, signature, publicKey: key });

describe('a signature', () => {
  it('of ours is good, with its comment', async () => {
    expect(check(await signed('case:x head:y'))).toEqual({
      key: '1BD716326678E0E3',
      checked: true,
      comment: 'case:x head:y',
    });
  });

  it('is not good with any bit of key, signature or comment flipped', async () => {
    const whole = await signed();
    const from = whole.indexOf('\n') + 1; // The first line is not trusted, and says so.
    let taken = 0;
    for (let at = from; at < whole.length - 1; at += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Buffer.from(whole);
        changed[at]! ^= 1 << bit;
        try {
          check(changed);
          taken += 1;
        } catch (error) {
          expect(error).toMatchObject({ exit: 5, code: 'bag-signature' });
        }
      }
    expect(taken).toBe(0);
  });

  it('is not good for other bytes', async () => {
    const signature = await signed();
    fc.assert(
      fc.property(fc.uint8Array(), (other) => {
        fc.pre(!content.equals(other));
        expect(() => check(signature, other)).toThrow("doesn't match");
      }),
    );
  });

  it('of the older form, which is over the file itself, is refused', async () => {
    const text = (await signed()).toString().split('\n');
    const bytes = Buffer.from(text[1]!, 'base64');
    bytes.write('Ed');
    text[1] = bytes.toString('base64');
    expect(() => check(Buffer.from(text.join('\n')))).toThrow("isn't a minisign signature");
  });

  it('says that it was not checked without a key', async () => {
    expect(checkSignature({ where: 'test', of: content, signature: await signed(), publicKey: null }).checked).toBe(
      false,
    );
  });

  it('cannot be given a second line by its comment', async () => {
    expect((await signed('a\nuntrusted comment: b')).toString().split('\n')).toHaveLength(5);
  });
});

describe('a key', () => {
  it.each(['', 'x', 'untrusted comment: x\n', publicText.slice(0, -4), publicText.replace('RW', 'AA')])(
    '%j is no public key',
    (text) => {
      expect(() => readPublicKey(text, 'here')).toThrow(
        expect.objectContaining({ exit: 2, code: 'public-key-malformed' }),
      );
    },
  );

  it('whose seed does not give its public key is refused', () => {
    const bytes = Buffer.from(secretText.split('\n')[1]!, 'base64');
    bytes[70]! ^= 1;
    expect(() => readSecretKey(bytes.toString('base64'), 'here', null)).toThrow(
      expect.objectContaining({ code: 'secret-key-malformed' }),
    );
  });

  it('that asks for more memory than a key of minisign is refused before it is tried', () => {
    const bytes = Buffer.from(secretText.split('\n')[1]!, 'base64');
    bytes.write('Sc', 2);
    bytes.writeBigUInt64LE(2n ** 45n, 38);
    bytes.writeBigUInt64LE(2n ** 45n, 46);
    expect(() => readSecretKey(bytes.toString('base64'), 'here', 'x')).toThrow('of memory');
  });
});

describe.runIf(hasMinisign)("Debian's minisign", () => {
  const file = () => {
    const path = join(newFolder(), 'signed.txt');
    writeFileSync(path, content);
    return path;
  };

  it('accepts our signature and shows its comment', async () => {
    const keys = keyPair();
    const path = file();
    const key = readSecretKey(readFileSync(keys.secret, 'utf8'), keys.secret, null);
    writeFileSync(`${path}.minisig`, sign(await prehash([content]), key, 'case:x'));
    expect(minisignVerify(path, keys.public)).toMatchObject({
      ok: true,
      output: expect.stringContaining('Trusted comment: case:x'),
    });
  });

  it('refuses it when the file is changed', async () => {
    const keys = keyPair();
    const path = file();
    writeFileSync(
      `${path}.minisig`,
      sign(await prehash([content]), readSecretKey(readFileSync(keys.secret, 'utf8'), '', null), 'x'),
    );
    writeFileSync(path, 'another');
    expect(minisignVerify(path, keys.public).ok).toBe(false);
  });

  it('makes signatures that we accept', () => {
    const keys = keyPair();
    const path = file();
    execFileSync('minisign', ['-S', '-s', keys.secret, '-m', path, '-t', 'by minisign'], { stdio: 'ignore' });
    const key = readPublicKey(readFileSync(keys.public, 'utf8'), keys.public);
    expect(check(readFileSync(`${path}.minisig`), content, key)).toMatchObject({
      checked: true,
      comment: 'by minisign',
    });
  });

  it('makes encrypted keys that open with their password and with no other', { timeout: 120_000 }, () => {
    const keys = keyPair('correct horse');
    const text = readFileSync(keys.secret, 'utf8');
    expect(isEncrypted(text)).toBe(true);
    expect(readSecretKey(text, '', 'correct horse').id).toEqual(
      readPublicKey(readFileSync(keys.public, 'utf8'), '').id,
    );
    expect(() => readSecretKey(text, '', 'wrong')).toThrow(expect.objectContaining({ exit: 2, code: 'key-password' }));
  });
});
