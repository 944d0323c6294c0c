import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openReader } from '../../../src/collectors/powershell/reader.js';

const nonce = '0123456789abcdef0123456789abcdef';
let seq = 0;
const frame = (type: string, collector: string, value: unknown) => {
  const json = JSON.stringify(value);
  return `@${nonce} ${type} ${++seq} ${collector} ${json.length} ${json}`;
};

/** A good stream of two collectors. */
const stream = (() => {
  seq = 0;
  return [
    frame('hello', '-', { psVersion: '7.6' }),
    frame('start', 'tcp', {}),
    frame('items', 'tcp', [{ n: 1 }, { n: 2 }]),
    frame('items', 'tcp', [{ n: 3 }]),
    frame('warn', 'tcp', { message: 'w' }),
    frame('end', 'tcp', { status: 'ok', rows: 3 }),
    frame('start', 'udp', {}),
    frame('source', 'udp', { name: 's' }),
    frame('end', 'udp', { status: 'ok', rows: 0 }),
    frame('bye', '-', {}),
  ];
})();

/** What the reader told, one word each; broken comes once and is last. */
function read(bytes: Buffer | string[], cuts: number[] = []): string[] {
  const told: string[] = [];
  const note = (what: string) => (value?: unknown) => void told.push(`${what} ${JSON.stringify(value) ?? ''}`.trim());
  const reader = openReader(nonce, ['tcp', 'udp'], {
    hello: note('hello'),
    start: note('start'),
    items: note('items'),
    source: note('source'),
    warn: note('warn'),
    err: note('err'),
    end: (status, rows) => told.push(`end ${status} ${rows}`),
    bye: note('bye'),
    broken: () => told.push('broken'),
    noise: () => told.push('noise'),
  });
  const all = Array.isArray(bytes) ? Buffer.from(bytes.map((line) => `${line}\n`).join('')) : bytes;
  let at = 0;
  for (const size of cuts) {
    reader.push(all.subarray(at, at + size));
    at += size;
  }
  reader.push(all.subarray(at));
  reader.end();
  return told;
}

const good = read(stream);
const frames = (told: string[]) => told.filter((what) => what !== 'noise');
/** The longest common beginning: all that a damaged stream may tell. */
const isPrefixOfGood = (told: string[]) => told.every((what, at) => what === good[at]);

describe('openReader', () => {
  it('tells a good stream frame by frame', () => {
    expect(good).toEqual([
      'hello {"psVersion":"7.6"}',
      'start',
      'items [{"n":1},{"n":2}]',
      'items [{"n":3}]',
      'warn {"message":"w"}',
      'end ok 3',
      'start',
      'source {"name":"s"}',
      'end ok 0',
      'bye',
    ]);
  });

  it('tells the same however the bytes are cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(80)), (cuts) => {
        expect(read(Buffer.from(stream.join('\r\n')), cuts)).toEqual(good);
      }),
    );
  });

  it('never tells more than the undamaged beginning of a stream that is cut at any byte', () => {
    const bytes = Buffer.from(stream.join('\n'));
    for (let length = 0; length < bytes.length; length++) {
      const told = frames(read(bytes.subarray(0, length))).filter((what) => what !== 'broken');
      expect(isPrefixOfGood(told) && told.length < good.length, `cut at ${length}`).toBe(true);
    }
  });

  it('stops where a frame is dropped, doubled, moved or comes from elsewhere', () => {
    const at = fc.nat(stream.length - 1);
    const damage = fc.oneof(
      fc.tuple(at, at).map(([from, to]) => {
        const lines = [...stream];
        lines.splice(to, 0, ...lines.splice(from, 1));
        return lines;
      }),
      fc.tuple(at, at).map(([from, to]) => stream.toSpliced(to, 0, stream[from]!)),
      fc.tuple(at, fc.integer({ min: 1, max: 4 })).map(([from, count]) => stream.toSpliced(from, count)),
    );
    fc.assert(
      fc.property(damage, (lines) => {
        const told = frames(read(lines));
        const broken = told.indexOf('broken');
        const before = broken < 0 ? told : told.slice(0, broken);
        expect(isPrefixOfGood(before)).toBe(true);
        if (broken >= 0) expect(told.slice(broken)).toEqual(['broken']);
        else expect(lines).toEqual(stream.slice(0, lines.length));
      }),
    );
  });

  it('stops at a flipped bit in what frames a frame', () => {
    for (const [index, line] of stream.entries()) {
      const head =
        line.indexOf('{') < 0 ? line.length : Math.min(...['{', '['].map((c) => line.indexOf(c)).filter((i) => i > 0));
      for (let byte = 0; byte < head; byte++) {
        const bytes = Buffer.from(line);
        bytes[byte]! ^= 1;
        const told = frames(read(stream.with(index, bytes.toString('latin1'))));
        expect(told.slice(0, index), `${index}.${byte}`).toEqual(good.slice(0, index));
        expect(told.length, `${index}.${byte}`).toBeLessThanOrEqual(index + 1);
      }
    }
  });

  it('takes text around frames and frames of another nonce for noise', () => {
    const forged = stream[5]!.replace(nonce, 'f'.repeat(32));
    const noisy = stream.flatMap((line) => ['WARNING: text', forged, line, '', 'caf\u00e9']);
    const told = read(noisy);
    expect(frames(told)).toEqual(good);
    expect(told.length - good.length).toBe(3 * stream.length);
  });

  it('finds a frame behind a text without line break', () => {
    expect(read(stream.map((line) => `progress...${line}`)).filter((what) => what !== 'noise')).toEqual(good);
  });

  it('stops at text that was printed into a frame', () => {
    const line = stream[2]!;
    const told = read(stream.with(2, `${line.slice(0, -3)}oops${line.slice(-3)}`));
    expect(frames(told)).toEqual([...good.slice(0, 2), 'broken']);
  });
});
