import { dirname, join, resolve } from 'node:path';
import type { JournalData } from '../domain/journal.js';
import { type Clock, toIso } from '../domain/time.js';
import { KnownError } from '../errors.js';
import { fileRef } from '../files/hash.js';
import { bytesOf, pathOf } from '../playbook/files.js';
import type { Playbook } from '../playbook/types.js';
import {
  discard,
  makeFolder,
  makeFoldersDurable,
  syncDirectory,
  writeFileDurable,
  writeSynced,
} from './disk/durable.js';
import { guardStorage } from './disk/guard.js';
import { keepPrivate } from './disk/private.js';
import { JournalWriter } from './journal/journal.js';
import { folders, inCase, layout, safeName } from './layout.js';
import { takeLock } from './lock/lock.js';
import { OpenCase } from './open-case.js';
import { refuseReserved } from './reserved.js';

/** What a new case starts from. */
export interface NewCase {
  /** Parent folder of cases. */
  parent: string;
  alert: { bytes: Uint8Array; extension: string };
  playbook: Playbook;
  /** Reads the pinned copy back, so that what runs is what is pinned. */
  loadPinned: (dir: string) => Playbook;
  opened: Omit<JournalData['OPENED'], 'case' | 'alert' | 'playbook'>;
  clock: Clock;
  /** Eight random hex digits. */
  random: string;
  /** Hears why other accounts can't be kept out of the folder. */
  notPrivate?: (dir: string, why: string) => void;
}

/** Day, host and a random part: sorts by time, says what it is about, collides with nothing, valid on every file system. */
const caseId = ({ clock, opened, random }: NewCase): string =>
  [
    toIso(clock()).slice(0, 10).replaceAll('-', ''),
    safeName(opened.detection.host.name?.split('.')[0]?.toLowerCase() ?? 'unknown-host', 'host'),
    random,
  ].join('-');

/**
 * Makes the case folder: alert byte for byte, pinned playbook, then the journal's first entry. Before that entry there is
 * no case, so the folder is removed if it can't be written.
 */
export function createCase(plan: NewCase): OpenCase {
  const id = caseId(plan);
  const dir = resolve(plan.parent, id);
  refuseReserved(plan.parent);
  guardStorage(dir, () => {
    makeFoldersDurable(resolve(plan.parent));
    makeFolder(dir);
  });
  const why = keepPrivate(dir);
  if (why !== null) plan.notPrivate?.(dir, why);
  try {
    return fill(plan, id, dir);
  } catch (error) {
    discard(dir, { recursive: true });
    if (!(error instanceof KnownError) || error.code !== 'storage') throw error;
    const next =
      'Nothing was collected and no case was made. Free space or choose another --case-dir, then run it again.';
    throw new KnownError(error.exit, error.code, { ...error.parts, next });
  }
}

function fill(plan: NewCase, id: string, dir: string): OpenCase {
  guardStorage(dir, () => {
    for (const folder of folders) makeFolder(inCase(dir, folder));
  });
  const lock = takeLock(inCase(dir, layout.lock), toIso(plan.clock()));
  const alertFile = layout.alert(plan.alert.extension);
  writeFileDurable(inCase(dir, alertFile), plan.alert.bytes);
  pinPlaybook(dir, plan.playbook);
  const pinned = plan.loadPinned(inCase(dir, layout.playbook));
  guardStorage(dir, () => syncDirectory(plan.parent));
  const journal = JournalWriter.create(inCase(dir, layout.journal), plan.clock);
  journal.append({
    type: 'OPENED',
    data: {
      case: id,
      alert: fileRef(alertFile, plan.alert.bytes),
      playbook: { id: pinned.id, version: pinned.version, sha256: pinned.sha256, files: pinned.files },
      ...plan.opened,
    },
  });
  return new OpenCase(dir, journal, pinned, plan.clock, lock);
}

function pinPlaybook(dir: string, playbook: Playbook): void {
  const changed = new Set([inCase(dir, layout.playbook)]);
  for (const { file } of playbook.files) {
    const target = join(inCase(dir, layout.playbook), ...file.split('/'));
    guardStorage(target, () => {
      makeFolder(dirname(target), { recursive: true });
      writeSynced(target, bytesOf(pathOf(playbook.dir, file)), 'wx');
    });
    for (let folder = dirname(target); folder !== dir; folder = dirname(folder)) changed.add(folder);
  }
  guardStorage(dir, () => {
    for (const folder of changed) syncDirectory(folder);
  });
}
