import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions } from '../../scripts/bundle-options.js';
import type { Version } from '../../src/commands/version/run.js';
import { casefile, newFolder, root } from '../helpers/casefile.js';
import { foreign, whyNoForeign } from '../helpers/foreign.js';
import { playbooks } from '../helpers/playbooks.js';

const shell = process.platform === 'win32';
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
interface Component {
  name: string;
  version: string;
  purl: string;
  hashes: { alg: string; content: string }[];
}

/** The package as users get it, unpacked. */
let unpacked: string;
beforeAll(() => {
  const folder = newFolder();
  // dist was built by the global setup; building it again here would pull it away from tests beside this one.
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    shell,
  });
  const [{ filename }] = JSON.parse(packed.toString()) as [{ filename: string }];
  execFileSync('tar', ['-xzf', filename], { cwd: folder });
  unpacked = join(folder, 'package');
});

describe('the package', () => {
  it('runs nothing when it is installed', () => {
    const { scripts } = json(join(unpacked, 'package.json'));
    const run = [
      'preinstall',
      'install',
      'postinstall',
      'preprepare',
      'prepare',
      'postprepare',
      'prepublish',
      'dependencies',
    ];
    expect(Object.keys(scripts).filter((name) => run.includes(name))).toEqual([]);
    // npm builds a package with a binding.gyp without being told to.
    expect(existsSync(join(unpacked, 'binding.gyp'))).toBe(false);
  });

  it('brings no package with it', () => {
    const manifest = json(join(unpacked, 'package.json'));
    const kinds = [
      'dependencies',
      'optionalDependencies',
      'peerDependencies',
      'bundleDependencies',
      'bundledDependencies',
    ];
    expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
    expect(
      readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('node_modules')),
    ).toEqual([]);
  });
});

describe('its list of libraries (CycloneDX)', () => {
  const sbom = (): {
    components: Component[];
    specVersion: string;
    dependencies: { ref: string; dependsOn: string[] }[];
  } => json(join(unpacked, 'dist/sbom.cdx.json'));

  /** What the bundle says itself: esbuild writes the file that a part comes from above it, unless it minifies. */
  const bundled = async (): Promise<string[]> => {
    const plain = { minifyWhitespace: false, minifySyntax: false, write: false } as const;
    const { outputFiles = [] } = await build({ ...bundleOptions, ...plain });
    const folders = outputFiles
      .flatMap(({ text }) => text.match(/^(?:\/\/|\s*") ?node_modules\/[^\n"]+/gm) ?? [])
      .map((line) => /^.*?(node_modules\/.*)$/.exec(line)![1]!)
      .map((path) => /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)![1]!);
    return [...new Set(folders)].map((folder) => {
      const { name, version } = json(join(root, folder, 'package.json'));
      return `${name}@${version}`;
    });
  };

  it.skipIf(whyNoForeign)(`meets the schema of CycloneDX${whyNoForeign ? ` (skipped: ${whyNoForeign})` : ''}`, () => {
    const file = join(unpacked, 'dist/sbom.cdx.json');
    expect(foreign('validate-sbom.mjs', file)).toEqual({ ok: true, output: '' });
    const spoilt = join(newFolder(), 'sbom.json');
    writeFileSync(spoilt, readFileSync(file, 'utf8').replace('"alg"', '"algorithm"'));
    expect(foreign('validate-sbom.mjs', spoilt).ok).toBe(false);
  });

  it('names each bundled library with its version, and no other', async () => {
    const listed = sbom().components.map(({ name, version }) => `${name}@${version}`);
    expect(listed.length).toBeGreaterThan(50);
    expect(listed.sort()).toEqual((await bundled()).sort());
  });

  it('has the hashes of the lock file for all of them', () => {
    const { packages } = json(join(root, 'package-lock.json')) as {
      packages: { [folder: string]: { version: string; integrity?: string } };
    };
    const pinned = new Set(
      Object.values(packages).map(
        ({ version, integrity = '' }) =>
          `${version} ${Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex')}`,
      ),
    );
    for (const { version, hashes } of sbom().components) expect(pinned).toContain(`${version} ${hashes[0]?.content}`);
  });

  it('has no component that npm does not know by the same address', { timeout: 120_000 }, () => {
    const known = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
      cwd: root,
      shell,
      maxBuffer: 2 ** 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const addresses = new Set(
      (JSON.parse(known.toString()) as { components: Component[] }).components.map(({ purl }) => purl),
    );
    expect(
      sbom()
        .components.map(({ purl }) => purl)
        .filter((purl) => !addresses.has(purl)),
    ).toEqual([]);
  });

  it('holds together: every reference leads to a component', () => {
    const { components, dependencies, specVersion } = sbom();
    expect(specVersion).toBe('1.5');
    const refs = new Set(components.map(({ purl }) => purl));
    for (const { dependsOn } of dependencies) for (const ref of dependsOn) expect(refs).toContain(ref);
    expect(dependencies).toHaveLength(components.length + 1);
  });

  it('comes with the licence text of each', () => {
    const licences = readFileSync(join(unpacked, 'dist/licences.txt'), 'utf8');
    for (const { name, version } of sbom().components) expect(licences).toContain(`${name} ${version} (`);
    // Two packages carry their licence in package.json alone.
    expect(licences.match(/no licence file in the package/g)?.length ?? 0).toBeLessThan(5);
  });
});

describe('casefile version', () => {
  const installed = () => ({ command: [process.execPath, join(unpacked, 'dist/cli.js')] });

  it('--json says what runs, and anybody can compute the hash of the build', async () => {
    const { stdout, code } = await casefile(['version', '--json'], installed());
    const version = JSON.parse(stdout) as Version;
    expect(code).toBe(0);
    expect(version).toMatchObject({
      ...{ schema: 'casefile/version@1', name: 'casefile', version: json(join(root, 'package.json')).version },
      ...{ node: process.version, platform: process.platform, arch: process.arch },
      sbom: join(unpacked, 'dist', 'sbom.cdx.json'),
    });
    const files = [
      'package.json',
      ...['dist', 'powershell'].flatMap((folder) =>
        readdirSync(join(unpacked, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) =>
            join(entry.parentPath, entry.name)
              .slice(unpacked.length + 1)
              .replaceAll('\\', '/'),
          ),
      ),
    ].sort();
    const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
    const lines = files.map((file) => `${hash(readFileSync(join(unpacked, file)))}  ${file}\n`);
    expect(version.build).toEqual({ sha256: hash(lines.join('')), files: files.length });
  });

  it.runIf(process.platform === 'linux')(
    'has the hash that the documented command line of coreutils gives',
    async () => {
      const { stdout } = await casefile(['version', '--json'], installed());
      const command = /^ {4}(\(find dist.*)$/m.exec(readFileSync(join(root, 'docs/sealing.md'), 'utf8'))![1]!;
      const sum = execFileSync('sh', ['-c', command], { cwd: unpacked, encoding: 'utf8' });
      expect(sum.slice(0, 64)).toBe((JSON.parse(stdout) as Version).build.sha256);
    },
  );

  it('names the shipped playbooks by the hash that a journal has', async () => {
    const { stdout } = await casefile(['version', '--json']);
    const hashes = playbooks.map(({ id, version, sha256 }) => ({ id, version, sha256 }));
    expect((JSON.parse(stdout) as Version).playbooks).toEqual(expect.arrayContaining(hashes));
  });

  it('is for people without --json', async () => {
    const { stdout } = await casefile(['version']);
    expect(stdout).toMatch(/^casefile \d+\.\d+\.\d+\nbuild {5}[0-9a-f]{64} /);
  });
});
