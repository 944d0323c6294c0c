import type { PublicKey } from '../signatures/keys.js';
import { checkSignature, type SignatureCheck } from '../signatures/verify.js';
import { type BagInfo, declaration, labels, oxum, parseInfo } from './info.js';
import { algorithms, bagLayout, invalid, limits, taggedFiles, unsafe } from './layout.js';
import { type Digests, digest, parseManifest } from './manifest.js';
import type { BagFiles } from './types.js';

/** A valid bag: complete and valid in the sense of RFC 8493, without any other file. */
export interface Bag {
  info: BagInfo;
  /** Path in the case folder -> hashes. */
  payload: ReadonlyMap<string, Digests>;
  /** Null = the bag is not signed. */
  signature: SignatureCheck | null;
}

async function tagFile(files: BagFiles, path: string): Promise<Buffer> {
  if ((files.sizes.get(path) ?? 0) > limits.tagBytes)
    throw unsafe(files.at, `${path} is larger than ${limits.tagBytes} bytes`);
  const chunks: Buffer[] = [];
  for await (const chunk of files.read(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Checks a bag without writing anything: tag files, signature, then every byte of the payload.
 * @throws KnownError exit 5 with all that differs.
 */
export async function validateBag(files: BagFiles, publicKey: PublicKey | null): Promise<Bag> {
  const { at, sizes } = files;
  const expected = [...taggedFiles, ...algorithms.map(bagLayout.tagManifest)];
  const tags = [...sizes.keys()].filter((path) => !path.startsWith(bagLayout.payload));
  if (tags.includes('fetch.txt')) throw unsafe(at, 'fetch.txt: it names files to download');
  const problems = [
    ...expected.filter((path) => !sizes.has(path)).map((path) => `${path} is missing`),
    ...tags
      .filter((path) => !expected.includes(path) && path !== bagLayout.signature)
      .map((path) => `${path} is extra`),
  ];
  if (problems.length > 0) throw invalid(at, problems);

  const bytes = new Map<string, Buffer>();
  for (const path of tags) bytes.set(path, await tagFile(files, path));
  const text = (path: string) => decode(at, path, bytes.get(path)!);
  const signature = signatureOf(files, bytes, publicKey);

  if (bytes.get(bagLayout.declaration)!.toString('latin1').replaceAll('\r\n', '\n') !== declaration)
    throw invalid(at, [`${bagLayout.declaration} does not declare BagIt 1.0 in UTF-8`]);
  const listed = (path: string, under: boolean) => readManifest(at, path, text, under);
  for (const algorithm of algorithms) {
    const named = listed(bagLayout.tagManifest(algorithm), false);
    const found = new Map(
      await Promise.all(taggedFiles.map(async (path) => [path, await digest([bytes.get(path)!])] as const)),
    );
    problems.push(...differences(bagLayout.tagManifest(algorithm), named, found, algorithm));
  }
  if (problems.length > 0) throw invalid(at, problems);

  const payload = new Map<string, Digests>();
  const manifests = algorithms.map((algorithm) => ({ algorithm, named: listed(bagLayout.manifest(algorithm), true) }));
  for (const path of sizes.keys())
    if (path.startsWith(bagLayout.payload)) payload.set(path, await digest(files.read(path)));
  for (const { algorithm, named } of manifests)
    problems.push(...differences(bagLayout.manifest(algorithm), named, payload, algorithm));
  const info = parseInfo(text(bagLayout.info));
  if (!info) problems.push(`${bagLayout.info} is not lines of a label and a value`);
  else if (info.get(labels.oxum) !== oxum(payload.values()))
    problems.push(`${labels.oxum} is ${info.get(labels.oxum) ?? 'not there'}, found ${oxum(payload.values())}`);
  if (!info || problems.length > 0) throw invalid(at, problems);
  const inCase = [...payload].map(([path, digests]) => [path.slice(bagLayout.payload.length), digests] as const);
  return { info, payload: new Map(inCase), signature };
}

function decode(at: string, path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid(at, [`${path} is not UTF-8`]);
  }
}

function signatureOf({ at }: BagFiles, bytes: Map<string, Buffer>, publicKey: PublicKey | null): SignatureCheck | null {
  const signature = bytes.get(bagLayout.signature);
  if (signature) return checkSignature({ where: at, of: bytes.get(bagLayout.signed)!, signature, publicKey });
  if (!publicKey) return null;
  throw invalid(at, [`it is not signed (no ${bagLayout.signature}), and --public-key asks for a signature`]);
}

function readManifest(at: string, path: string, text: (path: string) => string, payload: boolean): Map<string, string> {
  const algorithm = algorithms.find((name) => path.endsWith(`-${name}.txt`))!;
  const read = parseManifest(text(path), algorithm);
  if (!(read instanceof Map)) throw invalid(at, [`${path}: ${read.problem}`]);
  for (const named of read.keys())
    if (named.startsWith(bagLayout.payload) !== payload)
      throw unsafe(
        at,
        `${path} names a file ${payload ? 'outside' : 'inside'} of ${bagLayout.payload}: ${JSON.stringify(named)}`,
      );
  return read;
}

/** Every file in the manifest, and every file of the manifest there with its hash. */
function differences(
  manifest: string,
  named: Map<string, string>,
  found: ReadonlyMap<string, Digests>,
  algorithm: 'sha256' | 'sha512',
): string[] {
  return [
    ...[...named].flatMap(([path, hash]) => {
      const digests = found.get(path);
      if (!digests) return [`${path} is missing (${manifest} names it)`];
      return digests[algorithm] === hash
        ? []
        : [`${path} is changed (${algorithm} ${hash} expected, ${digests[algorithm]} found)`];
    }),
    ...[...found.keys()]
      .filter((path) => !named.has(path))
      .map((path) => `${path} is extra (${manifest} does not name it)`),
  ];
}
