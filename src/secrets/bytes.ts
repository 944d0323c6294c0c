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

/** What a run of base64's characters says, as far as it is text. Characters beyond ASCII are single bytes. */
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
  const step = side === null ? 1 : 2;
  const count = Math.floor((bytes.length - bom) / step);
  const starts = new Array<number>(count);
  const ends = new Array<number>(count);
  const codes = Buffer.alloc(count);
  for (let n = 0; n < count; n++) {
    const byte = bom + n * step;
    codes[n] = bytes[byte + (side ?? 0)]!;
    starts[n] = place(byte)[0];
    ends[n] = place(byte + step - 1)[1];
  }
  return { text: codes.toString('latin1'), starts, ends };
}
