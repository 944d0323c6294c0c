// What a power cut leaves, for preload.mjs. Bytes of a file that were not synced are gone; with `names`, what was made,
// renamed or removed in a folder that was not synced is undone, too. Names that stay before their bytes do, the other
// extreme, are what file systems with delayed allocation leave.
import fs from 'node:fs';
import { dirname, join } from 'node:path';

const real = { ...fs };
const files = new Map(); // path -> bytes that are on the disk
let unsynced = []; // changes of names, oldest first: { dir, undo }

const bytesOf = (path) => (real.statSync(path, { throwIfNoEntry: false })?.isFile() ? real.readFileSync(path) : null);
const put = (path, synced) => (synced ? files.set(path, synced) : files.delete(path));

const made = (path) =>
  unsynced.push({ dir: dirname(path), undo: () => real.rmSync(path, { recursive: true, force: true }) });

export function opening(path, act) {
  const before = bytesOf(path);
  const fd = act();
  if (!files.has(path)) files.set(path, before ?? Buffer.alloc(0));
  if (!before) made(path);
  return fd;
}

export function making(path, act) {
  const before = real.existsSync(path);
  const first = act(); // Of several folders that were made, the outermost.
  if (!before) made(first ?? path);
  return first;
}

export function linking(from, to, act) {
  act();
  put(to, files.get(from) ?? bytesOf(from));
  made(to);
}

export function renaming(from, to, act) {
  const before = { from: files.get(from), to: files.get(to), bytes: bytesOf(to) };
  act();
  put(to, before.from);
  files.delete(from);
  const undo = () => {
    real.renameSync(to, from);
    put(from, before.from);
    put(to, before.to);
    if (before.bytes) real.writeFileSync(to, before.bytes);
  };
  unsynced.push({ dir: dirname(to), undo });
}

export function removing(path, act) {
  const isFolder = real.statSync(path, { throwIfNoEntry: false })?.isDirectory();
  const inside = isFolder ? real.readdirSync(path, { recursive: true }).map((name) => join(path, name)) : [path];
  const kept = inside.map((name) => ({ name, bytes: bytesOf(name), synced: files.get(name) }));
  act();
  const undo = () => {
    if (isFolder) real.mkdirSync(path, { recursive: true });
    for (const { name, bytes, synced } of kept) {
      if (bytes) real.writeFileSync(name, bytes);
      else if (isFolder) real.mkdirSync(name, { recursive: true });
      put(name, synced);
    }
  };
  unsynced.push({ dir: dirname(path), undo });
}

export function synced(path) {
  const bytes = bytesOf(path);
  if (bytes) files.set(path, bytes);
  else unsynced = unsynced.filter(({ dir }) => dir !== path);
}

/** The lights go out. */
export function cut(names) {
  if (names) for (const { undo } of unsynced.reverse()) undo();
  for (const [path, bytes] of files) if (bytesOf(path)) real.writeFileSync(path, bytes);
}
