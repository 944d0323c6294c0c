import type { View } from './views.js';

/*
 * Texts written as bytes: base64 or hexadecimal digits over UTF-8 or UTF-16. A run is decoded when its first bytes read as
 * text; hashes and keys do not.
 */
const probe = 12;

/** Hexadecimal digits that begin with text: ASCII, UTF-16 in it, or a byte order mark. */
const hexText = /^(?:fffe|feff|efbbbf|(?:[2-7][0-9a-f]|0[09ad]){6})/i;
/** The same in base64: three groups whose bytes are below 128, or the beginnings that byte order marks have. */
const base64Text =
  /^(?:\/\/4|\/v8|77u\/|(?:[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghkloptswx014589][A-Za-z0-9+/]){3})/;

/** What a run of base64's characters says, as far as it is text. */
export function* decoded(run: string, at: number): Iterable<View> {
  const digits = /^(?:0x)?([0-9a-f]{24,})$/i.exec(run)?.[1];
  if (digits !== undefined) {
    const view = hexText.test(digits) ? fromHex(digits, at + run.length - digits.length) : null;
    if (view) yield view;
  } else
    for (let skip = 0; skip < 4; skip++) {
      const view = base64Text.test(run.slice(skip, skip + probe)) ? fromBase64(run, skip, at) : null;
      if (view) yield view;
    }
}

function fromHex(digits: string, at: number): View | null {
  if (!readable(Buffer.from(digits.slice(0, 2 * probe), 'hex'))) return null;
  return viewOf(Buffer.from(digits, 'hex'), (byte) => [at + 2 * byte, at + 2 * byte + 2]);
}

function fromBase64(run: string, skip: number, at: number): View | null {
  if (!readable(Buffer.from(run.slice(skip, skip + probe), 'base64'))) return null;
  const start = at + skip;
  return viewOf(Buffer.from(run.slice(skip), 'base64'), (byte) => {
    const group = start + 4 * Math.floor(byte / 3);
    return [group, Math.min(group + 4, at + run.length)];
  });
}

const isText = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13;

/** Text in UTF-8 (its beginning in ASCII), or in UTF-16 with a zero byte next to each character. */
function readable(bytes: Buffer): boolean {
  const offset = bomOf(bytes);
  const rest = bytes.subarray(offset);
  return rest.every(isText) || wide(rest) !== null;
}

const bomOf = (bytes: Buffer): number =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 2 : bytes[0] === 0xef ? 3 : 0;

/** Which of two bytes has the characters in UTF-16; null for anything else. */
function wide(bytes: Buffer): 0 | 1 | null {
  const pairs = bytes.length >> 1;
  if (pairs < 3) return null;
  for (const side of [0, 1] as const) {
    let good = true;
    for (let pair = 0; pair < pairs && pair < 4; pair++)
      good &&= isText(bytes[2 * pair + side]!) && bytes[2 * pair + 1 - side] === 0;
    if (good) return side;
  }
  return null;
}

function viewOf(bytes: Buffer, place: (byte: number) => [number, number]): View {
  const bom = bomOf(bytes);
  const side = wide(bytes.subarray(bom));
  const starts: number[] = [];
  const ends: number[] = [];
  const codes: number[] = [];
  for (let byte = bom; byte < bytes.length; ) {
    const [code, length] = side === null ? utf8At(bytes, byte) : utf16At(bytes, byte, side);
    if (byte + length > bytes.length) break;
    codes.push(code);
    starts.push(place(byte)[0]);
    ends.push(place(byte + length - 1)[1]);
    byte += length;
  }
  return { text: Buffer.from(Uint16Array.from(codes).buffer).toString('utf16le'), starts, ends };
}

const utf16At = (bytes: Buffer, at: number, side: 0 | 1): [number, number] => [
  bytes[at + side]! | ((bytes[at + 1 - side] ?? 0) << 8),
  2,
];

const isRest = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** A character of two or three bytes, or the byte itself: nothing here needs the longer ones. */
function utf8At(bytes: Buffer, at: number): [number, number] {
  const [first, second, third] = [bytes[at]!, bytes[at + 1], bytes[at + 2]];
  if (first >> 4 === 0xe && isRest(second) && isRest(third))
    return [((first & 0xf) << 12) | ((second! & 0x3f) << 6) | (third! & 0x3f), 3];
  if (first >> 5 === 6 && isRest(second)) return [((first & 0x1f) << 6) | (second! & 0x3f), 2];
  return [first, 1];
}
