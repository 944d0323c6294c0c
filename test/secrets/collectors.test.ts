import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, newFolder } from '../helpers/casefile.js';
import { engine } from '../helpers/engine.js';
import { runCollectors } from '../playbooks/run-collector.js';
import { encodings } from './corpus/encodings.js';
import { maker, seeded } from './corpus/random.js';
import { secretKinds } from './corpus/secrets.js';

describe('Hide-Secret of the prelude', () => {
  // What is promised of it; everything else is found when the row arrives, before it is written.
  const kinds = [
    'Relay connection string',
    'Relay key in JSON',
    'listKeys answer',
    '-Password',
    '--password=',
    '/password:',
  ];
  const ways = ['plain', 'mixed case', 'JSON', 'JSON in JSON', 'JSON, \\u00XX', 'HTML, XML', 'URL'];

  it.skipIf(!engine)('leaves no key of Azure Relay in any escape, and no password behind an option', async () => {
    const m = maker(seeded(21));
    const tried = kinds.flatMap((kind, n) =>
      ways
        .filter((way) => n < 3 || /plain|mixed|JSON$/.test(way))
        .map((way) => {
          const sample = secretKinds.find(({ id }) => id === kind)!.make(m);
          const encoding = encodings.find(({ id }) => id === way)!;
          return { kind, way, secret: sample.secret, text: encoding.write(sample, m), encoding };
        }),
    );
    const script = join(newFolder(), 'Get-Hidden.ps1');
    writeFileSync(script, `param([string[]]$Text)\n$Text | ForEach-Object { @{ text = Hide-Secret $_ } }`);
    const [ran] = await runCollectors(example('hcm-adfs-tunnel', 'host'), [
      { script, parameters: { Text: tried.map(({ text }) => text) } },
    ]);
    expect(ran!.rows).toHaveLength(tried.length);
    const left = tried.filter(({ secret, encoding }, n) =>
      encoding.read(String(ran!.rows[n]!['text'])).includes(secret.slice(2, 10)),
    );
    expect(left.map(({ kind, way }) => `${kind}, ${way}`)).toEqual([]);
    expect(ran!.rows.every(({ text }) => String(text).includes('went on') || String(text).includes('[redacted]'))).toBe(
      true,
    );
  });
});
