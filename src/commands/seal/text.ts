import type { Seal } from './run.js';

/** For people: what was made, and how somebody else checks it. */
export function sealText({ bag, head, payload, sha256, tagManifest, signature }: Seal): string[] {
  return [
    `Sealed:  ${payload.files} files, ${payload.bytes} bytes`,
    `Head:    ${head}`,
    sha256 === null ? `SHA-256: ${tagManifest.sha256}  (of its ${tagManifest.file})` : `SHA-256: ${sha256}`,
    signature === null
      ? 'Signed:  no. A bag alone shows what changed by accident; note the SHA-256 elsewhere, or sign with --sign.'
      : `Signed:  with key ${signature.key}: ${signature.files.join(', ')}`,
    `Check:   casefile unseal "${bag}" DIR${signature ? ' --public-key KEY' : ''}`,
  ];
}
