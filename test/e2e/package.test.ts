import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casefile, cli, newFolder, replayOf, root } from '../helpers/casefile.js';

const shell = process.platform === 'win32';

/** The package, in a folder. `dist` was built by the global setup; to build it again would pull it away from other tests. */
function packInto(folder: string): string {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    shell,
  });
  return (JSON.parse(packed.toString()) as [{ filename: string }])[0].filename;
}

describe('the package', () => {
  it('unpacked beside a Node.js, works without npm from wherever it lies', async () => {
    const folder = join(newFolder(), 'a stick [1]');
    mkdirSync(folder);
    execFileSync('tar', ['-xf', packInto(folder)], { cwd: folder });
    const command = [process.execPath, 'package/dist/cli.js'];
    const ran = await casefile(replayOf('hcm-adfs-tunnel', newFolder()), { command, cwd: folder, env: { PATH: '' } });
    expect(ran.result).toMatchObject({ status: 'concluded', exit: 0 });
    const what = async (of: string[], cwd: string) => {
      const { build, playbooks } = JSON.parse((await casefile(['version', '--json'], { command: of, cwd })).stdout);
      return { build, playbooks };
    };
    expect(await what(command, folder)).toEqual(await what([process.execPath, cli], root));
  }, 120_000);

  it('installed into an empty folder, gives a working command with its playbooks and no dependency', async () => {
    const folder = newFolder();
    const filename = packInto(folder);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--offline', join(folder, filename)], {
      cwd: folder,
      shell,
    });

    const command = [join(folder, 'node_modules/.bin', shell ? 'casefile.cmd' : 'casefile')];
    expect((await casefile(['list', '--playbooks'], { command, cwd: folder })).stdout).toContain(
      'azure-hybrid-connection-manager',
    );
    expect((await casefile(['lint'], { command, cwd: folder })).code).toBe(0);
    const ran = await casefile(replayOf('hcm-adfs-tunnel', newFolder()), { command, cwd: folder });
    expect(ran.result).toMatchObject({ status: 'concluded', exit: 0 });
    expect(
      execFileSync('npm', ['ls', '--all', '--parseable'], { cwd: folder, shell }).toString().trim().split('\n'),
    ).toHaveLength(2);
  }, 120_000);
});
