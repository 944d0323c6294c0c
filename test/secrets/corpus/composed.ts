import { redact } from '../../../src/secrets/redact.js';
import { benignRows } from './benign.js';
import { type Encoding, encodings } from './encodings.js';
import { hideOnHost } from './hide-on-host.js';
import { leaked } from './measure.js';
import type { Maker } from './random.js';
import { secretKinds } from './secrets.js';

/** One text of the corpus, as it is, as the host leaves it, and as it is written to disk. */
export interface Passed {
  kind: string;
  encoding: Encoding;
  secret: string;
  text: string;
  host: string;
  disk: string;
}

const marks = /(?:\[redacted(?::key:\w{16})?\])+/g;
const withoutFingerprints = (text: string): string => text.replace(marks, '[redacted]');

/** Is something of the secret left on disk? */
export const isLeak = ({ secret, disk, encoding }: Passed): boolean => leaked(secret, encoding.read(disk));

/** Do the host and the scan on arrival together hide anything else than the scan alone? */
export const isOther = ({ text, disk }: Passed): boolean =>
  withoutFingerprints(disk) !== withoutFingerprints(redact(text));

const everyPair = secretKinds.flatMap((kind) =>
  encodings.filter((encoding) => !encoding.not?.(kind)).map((encoding) => ({ kind, encoding })),
);

/** Passes one secret of each kind in each encoding through both, or as many random ones as asked for. */
export async function passThroughBoth(m: Maker, random?: number): Promise<Passed[]> {
  const pairs = random ? Array.from({ length: random }, () => everyPair[m.number(everyPair.length)]!) : everyPair;
  const samples = pairs.map(({ kind, encoding }) => {
    const sample = kind.make(m);
    return { kind: kind.id, encoding, secret: sample.secret, text: encoding.write(sample, m) };
  });
  const hidden = await hideOnHost(samples.map(({ text }) => text));
  return samples.map((sample, n) => ({ ...sample, host: hidden[n]!, disk: redact(hidden[n]!) }));
}

/** Texts without secrets that the two changed and the scan alone did not. */
export async function wronglyHidden(seed: number, bytes: number): Promise<{ tried: number; changed: string[] }> {
  const rows = [...benignRows(seed, bytes)];
  const texts = [...new Set(rows.flatMap((row) => Object.values(row).filter((each) => typeof each === 'string')))];
  const hidden = await hideOnHost(texts);
  return { tried: texts.length, changed: texts.filter((text, n) => hidden[n] !== text && redact(text) === text) };
}
