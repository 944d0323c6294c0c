import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { casefile, cli, example, newFolder, root } from '../helpers/casefile.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';

/** An empty network namespace: no interface but a loopback that is down. Without root a user namespace is tried too. */
const isolate = process.getuid?.() === 0 ? ['unshare', '-n'] : ['unshare', '-rn'];
const canIsolate = (() => {
  const works = process.platform === 'linux' && spawnSync(isolate[0]!, [...isolate.slice(1), 'true']).status === 0;
  if (
    !works &&
    process.env['CASEFILE_REQUIRE_ENGINE'] === '1' &&
    process.platform === 'linux' &&
    process.getuid?.() === 0
  )
    throw new Error('`unshare -n` does not work here: that the command needs no network cannot be shown.');
  if (!works) console.warn('No network namespaces here: the test that the command needs no network is skipped.');
  return works;
})();

const tripwire = fileURLToPath(new URL('tripwire.cjs', import.meta.url));
const connects = (port: number) =>
  `require('node:net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(9))`;

describe.runIf(canIsolate)('in an empty network namespace', () => {
  it('nothing can be reached, and the tripwire sees who tries', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    const tripped = join(newFolder(), 'tripped');
    writeFileSync(tripped, '');
    const env = { NODE_OPTIONS: `--require ${tripwire}`, CASEFILE_TEST_TRIPWIRE: tripped };
    const node = [process.execPath, '-e', connects(port)];
    // By the helper, since its children run while this process serves.
    const outside = await casefile([], { command: node });
    const inside = await casefile([], { command: [...isolate, ...node], env });
    server.close();
    expect({ outside: outside.code, inside: inside.code }).toEqual({ outside: 0, inside: 9 });
    expect(readFileSync(tripped, 'utf8')).toContain('net.connect');
  });

  it.each(engine ? ['powershell', 'replay'] : ['replay'])(
    'a case by %s is run, reported, verified, sealed, unsealed; nothing tries to reach anything',
    { timeout: 240_000 },
    async (source) => {
      const story = 'suspicious-service';
      const folder = newFolder();
      const tripped = join(folder, 'tripped');
      writeFileSync(tripped, '');
      const offline = (...args: string[]) =>
        casefile(args, {
          command: [...isolate, process.execPath, cli],
          env: {
            NODE_OPTIONS: `--require ${tripwire}`,
            CASEFILE_TEST_TRIPWIRE: tripped,
            SIMULATED_HOST: example(story, 'host'),
          },
        });
      const from = source === 'replay' ? ['--replay', example(story, 'evidence')] : ['--powershell', simulatedPwsh];
      const answers = [
        '--answers',
        example(story, 'answers.yaml'),
        '--no-input',
        '--json',
        '--case-dir',
        join(folder, 'cases'),
      ];
      const ran = await offline('run', example(story, 'alert.json'), ...from, ...answers);
      expect(ran.result, ran.stderr).toMatchObject({ status: 'concluded' });
      const dir = ran.result.dir!;
      const bag = join(folder, 'bag.zip');
      for (const args of [
        ['report', dir],
        ['verify', dir],
        ['seal', dir, '--zip', '--output', bag],
        ['unseal', bag, join(folder, 'out')],
        ['version', '--json'],
        ['list', '--playbooks'],
      ]) {
        const { code, stderr } = await offline(...args);
        expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
      }
      expect(readFileSync(tripped, 'utf8')).toBe('');
    },
  );
});

/** Modules that can reach the network, and what of them the bundle may use. */
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
    // safer-buffer asks how long a string can be.
    expect(calls).toEqual(['process.binding("buffer")']);
    const computed = texts.flatMap((text) => text.match(/\b(?:import|__require)\s*\(\s*[^"'`\s)][^)]*\)/g) ?? []);
    expect(computed).toEqual([]);
  });
});
