import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/casefile.js';

/** Modules that can reach the network, and the parts of them that the bundle may use. */
const network = [
  'net',
  'http',
  'https',
  'http2',
  'tls',
  'dgram',
  'dns',
  'dns/promises',
  'undici',
  'inspector',
  'cluster',
  'quic',
];
const allowed: { [module: string]: { names: string[]; because: string } } = {
  net: { names: ['isIP', 'isIPv4', 'isIPv6'], because: 'looks at a text and at nothing else' },
};

describe('the bundle', () => {
  const texts = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(root, 'dist', file), 'utf8'));
  /** Imports of modules, ES or CommonJS, with the names that are taken from them; `*` = all of it. */
  const imports = texts.flatMap((text) => [
    ...[
      ...text.matchAll(
        /import\s*(?:([\w$]+|\*\s*as\s+[\w$]+)\s*,?\s*)?(?:\{([^}]*)\})?\s*from\s*["'](?:node:)?([\w/@.-]+)["']/g,
      ),
    ].map(([, whole, names = '', module]) => ({
      module: module!,
      names: [
        ...(whole ? ['*'] : []),
        ...names
          .split(',')
          .map((name) => name.trim().split(/\s+as\s+/)[0]!)
          .filter(Boolean),
      ],
    })),
    ...[...text.matchAll(/(?:\brequire|__require|\bimport)\s*\(\s*["'`](?:node:)?([\w/@.-]+)["'`]\s*\)/g)].map(
      ([, module]) => ({ module: module!, names: ['*'] }),
    ),
    ...[...text.matchAll(/import\s*["'](?:node:)?([\w/@.-]+)["']/g)].map(([, module]) => ({
      module: module!,
      names: [] as string[],
    })),
  ]);

  it('is read rightly: the modules that it does use are seen', () => {
    const seen = new Set(imports.map(({ module }) => module));
    for (const module of ['fs', 'path', 'crypto', 'child_process', 'zlib', 'net']) expect(seen).toContain(module);
  });

  it('takes nothing from a module that can reach the network but what is listed with its reason', () => {
    const wrong = imports.filter(
      ({ module, names }) => network.includes(module) && !names.every((name) => allowed[module]?.names.includes(name)),
    );
    expect(wrong).toEqual([]);
  });

  it('names no module by a computed name, and no global that can reach the network', () => {
    const calls = texts.flatMap(
      (text) =>
        text.match(
          /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest|navigator\.sendBeacon|process\.binding|getBuiltinModule)\s*\([^)]*\)/g,
        ) ?? [],
    );
    // Ours loads hashes when the first secret is found; safer-buffer asks how long a string can be.
    expect([...new Set(calls)].sort()).toEqual(['getBuiltinModule("node:crypto")', 'process.binding("buffer")']);
    const computed = texts.flatMap((text) => text.match(/\b(?:import|__require)\s*\(\s*[^"'`\s)][^)]*\)/g) ?? []);
    expect(computed).toEqual([]);
  });
});
