import { describe, expect, it } from 'vitest';
import { engine } from '../helpers/engine.js';
import { isLeak, isOther, type Passed, passThroughBoth, wronglyHidden } from './corpus/composed.js';
import { leaked } from './corpus/measure.js';
import { maker, seeded } from './corpus/random.js';

const runs = Number(process.env['CASEFILE_SECRETS_RUNS'] ?? 100);
const printable = String.fromCharCode(...Array.from({ length: 95 }, (_, n) => 32 + n));

const short = ({ kind, encoding, text, host, disk }: Passed) => ({ kind, encoding: encoding.id, text, host, disk });

describe.skipIf(!engine)('Hide-Secret of the prelude, then the scan on arrival', () => {
  const corpus = engine ? passThroughBoth(maker(seeded(21))) : Promise.resolve([]);

  it('leave nothing of any secret of the corpus', async () => {
    const passed = await corpus;
    expect(new Set(passed.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(220);
    expect(passed.filter(isLeak).map(short)).toEqual([]);
  });

  it('hide together what the scan hides alone: the host cuts no secret in two', async () => {
    expect((await corpus).filter(isOther).map(short)).toEqual([]);
  });

  it('do so for random secrets in random forms', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const passed = await passThroughBoth(maker(seeded(seed)), runs);
    expect(passed.filter((each) => isLeak(each) || isOther(each)).map(short), `seed ${seed}`).toEqual([]);
  });

  it('cut no secret in two, whatever it is made of', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const m = maker(seeded(seed));
    const passed = await passThroughBoth({ ...m, password: () => m.of(printable, 4 + m.number(30)) }, runs);
    expect(passed.filter(isOther).map(short), `seed ${seed}`).toEqual([]);
  });

  it('hide nothing in events without secrets', async () => {
    expect((await wronglyHidden(7, 300_000)).changed).toEqual([]);
  });

  it.each(['Relay connection string', 'Relay key in JSON', 'listKeys answer', 'storage account key', 'SAS URL'])(
    'let no key leave the host, in any escape: %s',
    async (id) => {
      const left = (await corpus).filter(
        ({ kind, encoding, secret, host }) =>
          kind === id && /plain|mixed|JSON|HTML|URL/.test(encoding.id) && leaked(secret, encoding.read(host)),
      );
      expect(left.map(short)).toEqual([]);
    },
  );

  it.each(['-Password', '--password=', '/password:'])('let no password of an option leave the host: %s', async (id) => {
    const { host, secret } = (await corpus).find(({ kind, encoding }) => kind === id && encoding.id === 'plain')!;
    expect(host).not.toContain(secret);
    expect(host).toContain('and went on');
  });
});
