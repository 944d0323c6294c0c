import { describe, expect, it } from 'vitest';
import { redact } from '../../src/secrets/redact.js';
import { encodings } from './corpus/encodings.js';
import { recall } from './corpus/measure.js';
import { precision } from './corpus/precision.js';
import { maker, seeded } from './corpus/random.js';
import { secretKinds } from './corpus/secrets.js';

const measured = recall(3);

describe('recall', () => {
  it('is measured on 40 kinds and 6 encodings at least', () => {
    expect(secretKinds.length).toBeGreaterThanOrEqual(40);
    expect(new Set(secretKinds.map(({ id }) => id)).size).toBe(secretKinds.length);
    expect(encodings.length).toBeGreaterThanOrEqual(6);
  });

  it.each(encodings.map(({ id }) => id))('leaves nothing of any kind: %s', (encoding) => {
    const leaks = measured.filter((each) => each.encoding === encoding && each.leaks.length > 0);
    expect(leaks.map(({ kind, leaks: [first] }) => ({ kind, ...first }))).toEqual([]);
  });

  it.each(encodings.map(({ id }) => id))('gives a key the fingerprint that it has in plain text: %s', (encoding) => {
    const other = measured.filter((each) => each.encoding === encoding && each.sameFingerprint === false);
    expect(other.map(({ kind }) => kind)).toEqual([]);
  });

  it('finds what is left when nothing is redacted: the measure can fail', () => {
    const m = maker(seeded(1));
    for (const encoding of encodings) {
      const sample = secretKinds[0]!.make(m);
      const left = encoding.read(encoding.write(sample, m));
      expect(left, encoding.id).toContain(sample.secret.slice(3, 9));
    }
  });

  it('gives no fingerprint to what people type', () => {
    const m = maker(seeded(2));
    const typed = secretKinds.filter(({ fingerprint }) => !fingerprint).map((kind) => kind.make(m));
    const passwords = typed.filter(({ secret }) => secret.length < 16);
    expect(passwords.length).toBeGreaterThan(30);
    for (const { text } of passwords) expect(redact(text), text).not.toContain('[redacted:key:');
  });

  it('changes nothing when done twice', () => {
    const m = maker(seeded(3));
    const changed = secretKinds.flatMap((kind) =>
      encodings.flatMap((encoding) => {
        const once = redact(encoding.write(kind.make(m), m));
        return redact(once) === once ? [] : [{ kind: kind.id, encoding: encoding.id, once, twice: redact(once) }];
      }),
    );
    expect(changed).toEqual([]);
  });
});

describe('precision', () => {
  it('changes nothing in 10 MB of events without secrets, but for what looks exactly as a key does', () => {
    const { bytes, unexplained, lookLikeKeys, rows } = precision(20_250_211, 10_000_000);
    expect(bytes).toBeGreaterThanOrEqual(10_000_000);
    expect(unexplained).toEqual([]);
    expect(lookLikeKeys).toBeLessThan(rows / 1_000);
  });
});
