import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bagLayout } from '../bags/layout.js';
import { isBag } from '../bags/open.js';
import { discard, makeFolder } from '../case/disk/durable.js';
import { isStorageFault, saidBy } from '../case/disk/guard.js';
import { layout } from '../case/layout.js';
import { openCollectors } from '../collectors/index.js';
import type { Transport } from '../collectors/powershell/protocol.js';
import type { CollectorSource } from '../collectors/types.js';
import { storageError } from '../errors.js';
import { print } from '../terminal/print.js';
import { type CheckedBag, caseOf, checkBag, signatureText, unpackCase } from './open-bag.js';

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
 * @throws KnownError exit 5 when a bag is incomplete; otherwise as `openCollectors`.
 */
export async function openSource(options: SourceOptions, signal: AbortSignal): Promise<CollectorSource> {
  if (options.replay === undefined || !isBag(options.replay)) return openCollectors(options);
  const checked = await checkBag(options.replay, options.publicKey, signal);
  const { files } = checked;
  try {
    const dir = files.form === 'folder' ? join(files.at, bagLayout.payload) : await unpacked(checked);
    if (files.form === 'folder') caseOf(checked, dir);
    print(`${files.at}: a sealed case whose files verify. ${signatureText(checked.bag.signature)}`);
    return { ...openCollectors({ replay: join(dir, layout.evidence) }), from: files.at };
  } finally {
    files.close();
  }
}

/** The case of an archive, in a temporary folder that goes when this process ends. @throws KnownError exit 7. */
async function unpacked(checked: CheckedBag): Promise<string> {
  try {
    const dir = mkdtempSync(join(tmpdir(), 'casefile-bag-'));
    process.on('exit', () => discard(dir, { recursive: true }));
    makeFolder(join(dir, layout.evidence));
    await unpackCase(checked, dir);
    return dir;
  } catch (error) {
    if (!isStorageFault(error)) throw error;
    throw storageError('temporary-folder', {
      what: `The bag cannot be unpacked into a temporary folder (${saidBy(error)})`,
      where: tmpdir(),
      expected: 'a folder for temporary files with free space, which this account can write to',
      next: 'Set TMPDIR (on Windows TEMP) to another one, or `casefile unseal BAG DIR` first and --replay DIR/evidence.',
    });
  }
}
