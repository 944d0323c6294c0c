import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casefile, newFolder, replayOf, root } from '../helpers/casefile.js';

const shell = process.platform === 'win32';

describe('the package', () => {
  it('installed into an empty folder, gives a working command with its playbooks and no dependency', async () => {
    const folder = newFolder();
    // dist was built by the global setup; building it again here would pull it away from tests beside this one.
    const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: root,
      shell,
    });
    const [{ filename }] = JSON.parse(packed.toString()) as [{ filename: string }];
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
