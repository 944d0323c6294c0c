import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bagLayout } from '../bags/layout.js';
import { isBag } from '../bags/open.js';
import { makeFolder, remove } from '../case/durable.js';
import { layout } from '../case/layout.js';
import { openCollectors } from '../collectors/index.js';
import type { Transport } from '../collectors/powershell/protocol.js';
import type { CollectorSource } from '../collectors/types.js';
import { print } from '../terminal/print.js';
import { caseOf, checkBag, signatureText, unpackCase } from './open-bag.js';

/** Where evidence comes from, as the command line says. */
export interface SourceOptions {
  replay?: string | undefined;
  publicKey?: string | undefined;
  powershell?: string | undefined;
  transport?: Transport | undefined;
}

/**
 * The source that the command line asks for. A bag is checked as `casefile unseal` does, then its evidence is replayed:
 * from the folder as it lies there, or from a copy of the archive's that is gone when the process is.
 * @throws KnownError exit 5 when a bag is not whole; else as `openCollectors`.
 */
export async function openSource(options: SourceOptions, signal: AbortSignal): Promise<CollectorSource> {
  if (options.replay === undefined || !isBag(options.replay)) return openCollectors(options);
  const checked = await checkBag(options.replay, options.publicKey, signal);
  const { files } = checked;
  try {
    const dir = files.form === 'folder' ? join(files.at, bagLayout.payload) : temporaryFolder();
    if (files.form === 'folder') caseOf(checked, dir);
    else await unpackCase(checked, dir);
    print(`${files.at}: a sealed case whose files verify. ${signatureText(checked.bag.signature)}`);
    return { ...openCollectors({ replay: join(dir, layout.evidence) }), from: files.at };
  } finally {
    files.close();
  }
}

function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'casefile-bag-'));
  makeFolder(join(dir, layout.evidence));
  process.on('exit', () => remove(dir, { recursive: true }));
  return dir;
}
