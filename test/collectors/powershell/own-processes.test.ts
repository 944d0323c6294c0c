import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEngine } from '../../../src/collectors/engine.js';
import { ownProcesses } from '../../../src/collectors/powershell/own-processes.js';
import { openPowerShell } from '../../../src/collectors/powershell/source.js';
import { example, newFolder } from '../../helpers/casefile.js';
import { engine, simulatedPwsh } from '../../helpers/engine.js';

const hello = (more: object) =>
  readEngine({
    ...{ pid: 7, now: '2025-02-11T04:00:01Z', own: [{ pid: 7, started: '2025-02-11T04:00:00Z' }] },
    ...more,
  });

describe('ownProcesses', () => {
  it('are the engine, and this process where the host names it as the parent', () => {
    expect(ownProcesses(hello({}), 1)).toEqual([{ pid: 7, started: '2025-02-11T04:00:00.000Z' }]);
    expect(ownProcesses(hello({}), process.pid).map(({ pid }) => pid)).toEqual([7, process.pid]);
  });

  it.each([
    ['the host names no process', { own: [] }],
    ['the start is no time', { own: [{ pid: 7, started: 'today' }] }],
    ['the process is another one', { pid: 8 }],
    ['the process is older than any engine', { own: [{ pid: 7, started: '2025-02-10T04:00:00Z' }] }],
    ['the host has no clock', { now: null }],
  ])('are unknown where %s', (_, more) => {
    expect(ownProcesses(hello(more), process.pid)).toEqual([]);
  });
});

it.skipIf(!engine || process.platform === 'win32')(
  'the engine names itself and casefile by the process table',
  async () => {
    const folder = newFolder();
    const host = path.join(folder, 'host');
    const wrapper = path.join(folder, 'engine');
    // Puts the process that becomes the engine, and the one that started it, into the process table of the host.
    writeFileSync(
      wrapper,
      `#!/bin/sh
mkdir -p '${host}'
echo '{"base": "${example('hcm-adfs-tunnel', 'host')}"}' > '${host}/host.json'
echo '[{"ProcessId": '$$', "ParentProcessId": '$PPID', "Name": "pwsh.exe", "CreationDate": "2025-02-11T03:59:59.500Z"}]' > '${host}/processes.json'
SIMULATED_HOST='${host}' exec '${simulatedPwsh}' "$@"
`,
    );
    chmodSync(wrapper, 0o755);
    const { pid, own } = await openPowerShell(wrapper).probe(new AbortController().signal);
    expect(own).toEqual([
      { pid, started: '2025-02-11T03:59:59.500Z' },
      { pid: process.pid, started: new Date(performance.timeOrigin).toISOString() },
    ]);
  },
);
