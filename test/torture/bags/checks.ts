import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bagLayout } from '../../../src/bags/layout.js';
import { pathProblem } from '../../../src/bags/paths.js';
import { verifyCase } from '../../../src/case/verify.js';
import { sealCase } from '../../../src/commands/seal/run.js';
import { unsealBag } from '../../../src/commands/unseal/run.js';
import { KnownError } from '../../../src/errors.js';
import type { SecretKey } from '../../../src/signatures/keys.js';
import { prehash, sign } from '../../../src/signatures/sign.js';
import { entriesOf } from '../../bags/hostile-archives.js';
import { hostilePaths } from '../../bags/hostile-paths.js';
import { rawZip } from '../../bags/raw-zip.js';
import { rebag, type Tree, treeOf } from '../../bags/sample.js';
import { newFolder } from '../../helpers/casefile.js';
import type { Change } from './changes.js';

const never = new AbortController().signal;

/** What was done to bags, and what was not seen of it. */
export interface Checked {
  tried: number;
  undetected: string[];
}

type Form = 'folder' | 'zip';
/** In which forms the n-th bag is tried. */
export const bothForms = (): Form[] => ['folder', 'zip'];
export const inTurn = (n: number): Form[] => [n % 2 === 0 ? 'folder' : 'zip'];

/** A key pair for one run: the key that signs, and the text that `--public-key` takes. */
export function newKey(): { secret: SecretKey; text: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const id = Buffer.from('casefile');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const text = Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64');
  return { secret: { id, key: publicKey, secret: privateKey }, text };
}

/** The bag with a signature over its tag manifest, as `casefile seal --sign` makes it. */
export async function signed(bag: Tree, { secret }: { secret: SecretKey }): Promise<Tree> {
  const signature = sign(await prehash([bag[bagLayout.signed]!]), secret, 'case:x head:y');
  return { ...bag, [bagLayout.signature]: Buffer.from(signature) };
}

/** Bags one after the other in one place, as folders or archives: only the files that differ are written again. */
class Bench {
  readonly #place = newFolder();
  readonly #folder = join(this.#place, 'bag');
  readonly #archive = join(this.#place, 'bag.zip');
  #lies: Tree = {};

  /** Unseals a bag: the files of its case, or null where it is refused. What is refused must leave nothing. */
  async unsealBag(tree: Tree, form: Form, publicKey?: string): Promise<Tree | null> {
    const out = join(this.#place, 'out');
    if (form === 'zip') writeFileSync(this.#archive, rawZip(entriesOf(tree)));
    else this.#lay(tree);
    const options = { caseDir: this.#place, ...(publicKey === undefined ? {} : { publicKey }) };
    try {
      await unsealBag(form === 'zip' ? this.#archive : this.#folder, out, options, never);
      return treeOf(out);
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      if (existsSync(out)) throw new Error(`${error.message}, and left ${out}`);
      return null;
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }

  #lay(tree: Tree): void {
    for (const path of Object.keys(this.#lies)) if (!tree[path]) rmSync(join(this.#folder, path));
    for (const [path, bytes] of Object.entries(tree)) {
      if (this.#lies[path] === bytes) continue;
      mkdirSync(dirname(join(this.#folder, path)), { recursive: true });
      writeFileSync(join(this.#folder, path), bytes);
    }
    this.#lies = tree;
  }
}

/** Is each of these refused? Nobody but an attacker makes all manifests again: `forged` bags have their signature for that. */
export async function checkDamaged(changes: Change[], forms: (n: number) => Form[]): Promise<Checked> {
  const bench = new Bench();
  const result: Checked = { tried: 0, undetected: [] };
  for (const [n, { what, tree }] of changes.entries())
    for (const form of forms(n)) {
      result.tried += 1;
      if (await bench.unsealBag(tree, form)) result.undetected.push(`${what} (${form})`);
    }
  return result;
}

/**
 * Is each of these refused where a signature is asked for: with the signature of the sound bag, with none, and with one by
 * another key? And which of them would be taken from somebody who asks for none?
 */
export async function checkForged(changes: Change[], sound: Tree): Promise<Checked & { withoutSignature: string[] }> {
  const bench = new Bench();
  const [own, other] = [newKey(), newKey()];
  const signature = (await signed(sound, own))[bagLayout.signature]!;
  const result = { tried: 0, undetected: [] as string[], withoutSignature: [] as string[] };
  for (const [n, { what, tree }] of changes.entries()) {
    const form = inTurn(n)[0]!;
    result.tried += 1;
    if (await bench.unsealBag(tree, form)) result.withoutSignature.push(what);
    const wearing = [{ ...tree, [bagLayout.signature]: signature }, tree, await signed(tree, other)][n % 3]!;
    if (await bench.unsealBag(wearing, form, own.text)) result.undetected.push(`${what} (${form})`);
  }
  return result;
}

/** Bags that are sound however they are spelt: all are taken, and give the same case. */
export async function checkSpellings(changes: Change[], sound: Tree): Promise<string[]> {
  const bench = new Bench();
  const wrong: string[] = [];
  for (const [n, { what, tree }] of changes.entries())
    if (!same(await bench.unsealBag(tree, inTurn(n)[0]!), payloadOf(sound))) wrong.push(what);
  return wrong;
}

const payloadOf = (bag: Tree): Tree =>
  Object.fromEntries(
    Object.entries(bag).flatMap(([path, bytes]) =>
      path.startsWith(bagLayout.payload) ? [[path.slice(bagLayout.payload.length), bytes]] : [],
    ),
  );

const same = (found: Tree | null, expected: Tree): boolean =>
  found !== null &&
  Object.keys(found).sort().join('\n') === Object.keys(expected).sort().join('\n') &&
  Object.entries(expected).every(([path, bytes]) => found[path]!.equals(bytes));

/** Seals a case and unseals it again: what was wrong on the way, and nothing was. */
export async function sealAndUnseal(dir: string, zip: boolean): Promise<string[]> {
  const place = newFolder();
  try {
    const { bag } = await sealCase(dir, { caseDir: place, zip, output: join(place, 'bag') }, never);
    if (!zip && process.platform === 'linux')
      for (const sum of ['sha256', 'sha512'])
        for (const manifest of [`manifest-${sum}.txt`, `tagmanifest-${sum}.txt`])
          execFileSync(`${sum}sum`, ['--strict', '--quiet', '-c', manifest], { cwd: bag });
    const out = join(place, 'out');
    await unsealBag(bag, out, { caseDir: place }, never);
    const { differences } = verifyCase(out);
    return [
      ...(differences.length > 0 ? [`${dir} does not verify any more: ${JSON.stringify(differences)}`] : []),
      ...(same(treeOf(out), treeOf(dir)) ? [] : [`${dir} came out as another case`]),
    ];
  } catch (error) {
    return [`${dir}: ${(error as Error).message}`];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/**
 * Archives with an entry of each hostile name, below the payload and beside the bag's own folder, in bags whose manifests
 * agree with them: all must be refused for the name, on every platform alike, with nothing written anywhere.
 */
export async function checkNames(
  sound: Tree,
  paths: string[] = hostilePaths,
): Promise<{ tried: number; wrong: string[] }> {
  const wrong: string[] = [];
  let tried = 0;
  for (const path of paths) {
    // The rules know no platform: what Windows would take for another place is refused here, too.
    if (pathProblem(path) === null) wrong.push(`${JSON.stringify(path)} is a good path`);
    for (const name of [`case/data/${path}`, path]) {
      const place = newFolder();
      const entries = entriesOf(rebag({ ...sound, [`data/${path}`]: Buffer.from('x') })).filter(
        (entry) => entry.name !== `case/data/${path}`,
      );
      writeFileSync(join(place, 'bag.zip'), rawZip([...entries, { name: bytesOf(name), data: Buffer.from('x') }]));
      tried += 1;
      const refusal = await unsealBag(
        join(place, 'bag.zip'),
        join(place, 'in', 'out'),
        { caseDir: place },
        never,
      ).catch((error: unknown) => error);
      if (!(refusal instanceof KnownError) || refusal.code !== 'bag-unsafe')
        wrong.push(`${JSON.stringify(name)}: ${refusal instanceof Error ? refusal.message : 'taken'}`);
      const left = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) => file !== 'bag.zip');
      if (left.some((file) => file !== 'in')) wrong.push(`${JSON.stringify(name)} left ${left.join(', ')}`);
      rmSync(place, { recursive: true });
    }
  }
  return { tried, wrong };
}

/** Half a character goes as the bytes that would be its UTF-8. */
const bytesOf = (name: string): Buffer =>
  Buffer.concat(
    [...name].map((char) => {
      const code = char.codePointAt(0)!;
      if (code < 0xd800 || code > 0xdfff) return Buffer.from(char);
      return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
    }),
  );
