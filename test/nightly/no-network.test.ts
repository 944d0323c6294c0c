import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { casefile, cli, example, newFolder } from '../helpers/casefile.js';
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
