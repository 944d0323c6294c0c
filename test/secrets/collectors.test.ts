import { describe, expect, it } from 'vitest';
import { redact } from '../../src/secrets/redact.js';
import { engine } from '../helpers/engine.js';
import { encodings } from './corpus/encodings.js';
import { leaked } from './corpus/measure.js';
import { maker, seeded } from './corpus/random.js';
import { secretKinds } from './corpus/secrets.js';
import { hideOnHost } from './hide-on-host.js';

const marks = /(?:\[redacted(?::key:\w{16})?\])+/g;
const withoutFingerprints = (text: string): string => text.replace(marks, '[redacted]');

describe.skipIf(!engine)('Hide-Secret of the prelude, then the scan on arrival', () => {
  const m = maker(seeded(21));
  const tried = secretKinds.flatMap((kind) =>
    encodings
      .filter((encoding) => !encoding.not?.(kind))
      .map((encoding) => {
        const sample = kind.make(m);
        return { kind: kind.id, encoding, secret: sample.secret, text: encoding.write(sample, m) };
      }),
  );
  const done = hideOnHost(engine ? tried.map(({ text }) => text) : []);

  it('hide together what the scan hides alone: the host cuts no secret in two', async () => {
    const hidden = await done;
    expect(hidden).toHaveLength(tried.length);
    const differ = tried.flatMap(({ kind, encoding, text, secret }, n) => {
      const both = redact(hidden[n]!);
      const isSame = withoutFingerprints(both) === withoutFingerprints(redact(text));
      return isSame && !leaked(secret, encoding.read(both))
        ? []
        : [{ kind, encoding: encoding.id, host: hidden[n], both, alone: redact(text) }];
    });
    expect(differ).toEqual([]);
  });

  it.each(['Relay connection string', 'Relay key in JSON', 'listKeys answer', 'storage account key', 'SAS URL'])(
    'leave no key on the host, in any escape: %s',
    async (id) => {
      const hidden = await done;
      const left = tried.filter(
        ({ kind, encoding, secret }, n) =>
          kind === id && /plain|mixed|JSON|HTML|URL/.test(encoding.id) && leaked(secret, encoding.read(hidden[n]!)),
      );
      expect(left.map(({ encoding }) => encoding.id)).toEqual([]);
    },
  );

  it.each(['-Password', '--password=', '/password:'])('leave no password of an option on the host: %s', async (id) => {
    const hidden = await done;
    const at = tried.findIndex(({ kind, encoding }) => kind === id && encoding.id === 'plain');
    expect(hidden[at]).not.toContain(tried[at]!.secret);
    expect(hidden[at]).toContain('and went on');
  });
});
