import { redact } from '../../../src/secrets/redact.js';
import { type Encoding, encodings } from './encodings.js';
import { maker, seeded } from './random.js';
import { type SecretKind, secretKinds } from './secrets.js';

/** What became of the samples of one kind in one encoding. */
export interface Measured {
  kind: string;
  encoding: string;
  tried: number;
  /** What is left of a secret, for each sample that leaked. */
  leaks: { text: string; told: string }[];
  /** Did every sample get the one fingerprint that the plain one gets? Null where there is none to be had. */
  sameFingerprint: boolean | null;
}

/** So many characters in a row of a secret are a leak. */
const window = 6;

export const leaked = (secret: string, left: string): boolean => {
  for (let at = 0; at + window <= secret.length; at++) if (left.includes(secret.slice(at, at + window))) return true;
  return false;
};

const fingerprints = (told: string): string =>
  [...new Set([...told.matchAll(/\[redacted:key:(\w+)\]/g)].map((match) => match[1]))].sort().join();

export function measure(kind: SecretKind, encoding: Encoding, samples: number): Measured {
  const measured: Measured = {
    kind: kind.id,
    encoding: encoding.id,
    tried: 0,
    leaks: [],
    sameFingerprint: kind.fingerprint ? true : null,
  };
  for (let n = 0; n < samples; n++) {
    const m = maker(seeded(7919 * n + kind.id.length));
    const sample = kind.make(m);
    const text = encoding.write(sample, m);
    const told = redact(text);
    measured.tried++;
    if (leaked(sample.secret, encoding.read(told))) measured.leaks.push({ text, told });
    else if (kind.fingerprint && fingerprints(told) !== fingerprints(redact(sample.text)))
      measured.sameFingerprint = false;
  }
  return measured;
}

export const recall = (samples: number): Measured[] =>
  secretKinds.flatMap((kind) =>
    encodings.filter((encoding) => !encoding.not?.(kind)).map((encoding) => measure(kind, encoding, samples)),
  );
