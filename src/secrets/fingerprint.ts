const fewestBits = 128;

/**
 * Fingerprint of a secret: the first 16 hex digits of SHA-256 over its text, with every escape and encoding taken off, so
 * that one key is recognised wherever it was found. Null for what could be guessed from it: a secret gets one only if its
 * text has the shape of 128 random bits or more (see {@link shapeBits}).
 */
export const keyFingerprint = (key: string): string | null =>
  shapeBits(key) >= fewestBits ? sha256(key).slice(0, 16) : null;

/** `node:crypto` is loaded at the first secret: `--help` needs none, and would start a tenth slower. */
const sha256 = (text: string): string =>
  process.getBuiltinModule('node:crypto').createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * How many bits a random text of this shape would carry; 0 for a shape that people write. A key of 32 or 64 bytes in
 * base64, or of 16 bytes and more in hexadecimal, is known by its length. Anything else needs capitals, small letters and
 * digits, and no words: passphrases in base64's alphabet exist.
 */
function shapeBits(key: string): number {
  if (/^(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==)$/.test(key)) return key.length * 5;
  if (/^[0-9a-f]+$|^[0-9A-F]+$/.test(key)) return /\d/.test(key) && /[a-f]/i.test(key) ? key.length * 4 : 0;
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter((each) => each.test(key)).length;
  if (classes < 3 || !/^[\w+/=.~:-]+$/.test(key)) return 0;
  // A random text has digits among its letters. A text by a person has them at its end.
  const amid = key.replace(/^[\d=]+|(?<![\d=])[\d=]+$/g, '').match(/\d/g)?.length ?? 0;
  return amid < 2 ? 0 : key.length * 5;
}
