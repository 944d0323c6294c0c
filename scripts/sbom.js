import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the package that a bundled file comes from: the innermost `node_modules/<name>`; null = our own source. */
const packageOf = (file) => /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? null;
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Packages of which at least one byte is in the bundle, with those that they import in it. */
function bundled(metafile) {
  const inBundle = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const packages = new Map();
  const own = new Set();
  for (const file of inBundle) {
    const folder = packageOf(file);
    const imports = metafile.inputs[file].imports.flatMap(({ path, external }) =>
      external ? [] : (packageOf(path) ?? []),
    );
    if (folder && !packages.has(folder)) packages.set(folder, new Set());
    for (const target of imports) if (target !== folder) (folder ? packages.get(folder) : own).add(target);
  }
  return { own, packages };
}

/** What the authors of a package put into their own files, so that no other folder shows it. */
const inside = { 'rrule-temporal': [{ name: 'temporal-polyfill', license: 'MIT', copyright: '(c) Adam Shaw' }] };
const partsOf = (name) => inside[name] ?? [];

const licence = ({ license }) =>
  typeof license !== 'string'
    ? []
    : [/^[\w.+-]+$/.test(license) ? { license: { id: license } } : { expression: license }];

/** The hash that the lock file pins, as CycloneDX spells it. */
function hashes(lock, folder) {
  const [algorithm, base64] = (lock.packages[folder]?.integrity ?? '').split('-');
  return algorithm === 'sha512' ? [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] : [];
}

/**
 * A CycloneDX 1.5 list of what is really in `dist`, from esbuild's own account of it. `npm sbom` lists what is installed:
 * the development tree, or nothing at all for a package whose libraries are bundled. No time and no serial number: the
 * same bundle has the same list.
 */
export function sbomOf(metafile) {
  const self = read('package.json');
  const lock = read('package-lock.json');
  const { own, packages } = bundled(metafile);
  const folders = [...packages.keys()].sort();
  const manifests = new Map(folders.map((folder) => [folder, read(join(folder, 'package.json'))]));
  const ref = (folder) => purl(manifests.get(folder));
  const refs = (targets) =>
    [...targets]
      .filter((folder) => manifests.has(folder))
      .map(ref)
      .sort();
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      tools: [{ name: 'esbuild', version: read('node_modules/esbuild/package.json').version }],
      component: {
        type: 'application',
        'bom-ref': purl(self),
        name: self.name,
        version: self.version,
        purl: purl(self),
      },
    },
    components: folders.map((folder) => {
      const manifest = manifests.get(folder);
      const { name, version } = manifest;
      return {
        ...{ type: 'library', 'bom-ref': ref(folder), name, version, scope: 'required', purl: ref(folder) },
        ...{ hashes: hashes(lock, folder), licenses: licence(manifest) },
        ...(inside[name] && {
          components: partsOf(name).map((part) => ({
            ...{ type: 'library', name: part.name, copyright: part.copyright, licenses: licence(part) },
          })),
        }),
      };
    }),
    dependencies: [
      { ref: purl(self), dependsOn: refs(own) },
      ...folders.map((folder) => ({ ref: ref(folder), dependsOn: refs(packages.get(folder)) })),
    ],
  };
}

/** The licence texts of what is bundled: each of them asks to be handed on. */
export function licencesOf(metafile) {
  const texts = [...bundled(metafile).packages.keys()].sort().map((folder) => {
    const { name, version, license } = read(join(folder, 'package.json'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    const text =
      file && existsSync(join(folder, file))
        ? readFileSync(join(folder, file), 'utf8').trim()
        : '(no licence file in the package)';
    const parts = partsOf(name).map(
      (part) => `Contains ${part.name} (${part.license}), copyright ${part.copyright}.\n`,
    );
    return `${name} ${version} (${license})\n\n${text}\n${parts.join('')}`;
  });
  return `Libraries that are part of this program, with their licences.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
