import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preludeOf, scriptOf } from '../../../src/playbook/scripts.js';
import { example, newFolder } from '../../helpers/casefile.js';
import { engine, simulatedPwsh } from '../../helpers/engine.js';
import { casefile } from '../../helpers/in-process.js';
import { playbooks } from '../../helpers/playbooks.js';

const collectors = playbooks.flatMap((playbook) =>
  Object.entries(playbook.collectors).map(([name, { script }]) => ({ id: playbook.id, name, playbook, script })),
);

describe('casefile script', () => {
  it.each(collectors)(
    'prints $name of $id as it is, behind the prelude as it is',
    async ({ id, name, playbook, script }) => {
      const { stdout, code } = await casefile(['script', id, name]);
      expect(code).toBe(0);
      expect(stdout).toContain(preludeOf(playbook)!.text);
      expect(stdout).toContain(scriptOf(playbook, script).text);
    },
  );

  it('refuses a collector that the playbook lacks, and names those it has', async () => {
    const { stderr, code } = await casefile(['script', playbooks[0]!.id, 'toString']);
    expect(code).toBe(2);
    expect(stderr).toContain(Object.keys(playbooks[0]!.collectors).join(', '));
  });

  it.skipIf(!engine)('prints what runs from a file, with parameters by name', async () => {
    const { stdout } = await casefile(['script', 'azure-hybrid-connection-manager', 'host']);
    const file = join(newFolder(), 'Get-It.ps1');
    writeFileSync(file, stdout);
    const command = `(& '${file}' -RoleService adfssrv, NTDS).roleServices -join ';'`;
    const env = { ...process.env, SIMULATED_HOST: example('hcm-adfs-tunnel', 'host') };
    const args = ['-NoProfile', '-NonInteractive', '-Command', command];
    expect(execFileSync(simulatedPwsh, args, { env, encoding: 'utf8' }).trim()).toBe('adfssrv');
  });
});
