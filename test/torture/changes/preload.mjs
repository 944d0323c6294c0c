// Loaded into a child by `node --import`: wraps node:fs so that the n-th change below a folder goes wrong. The product
// knows nothing of it. CASEFILE_FAULT holds what is to happen (see faulty.ts).
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import * as power from './power.mjs';

const { under, at, what, times = 1, log } = JSON.parse(process.env.CASEFILE_FAULT);
const real = { ...fs };
const files = new Map(); // descriptor -> path
let count = 0;
let full = false;
let refused = 0;

const isOurs = (path) => typeof path === 'string' && path.startsWith(under);
const kill = () => {
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
};
const failure = (code, call, path) =>
  Object.assign(new Error(`${code}: injected, ${call} '${path}'`), { code, syscall: call, path });
const note = (line) => log && real.appendFileSync(log, `${line}\n`);

/** Counts a change, and lets it go wrong when it is its turn. `half` does a part of it and gives what to return. */
function change(call, path, act, half) {
  if (!isOurs(path)) return act();
  count += 1;
  note(`op ${count} ${call} ${path.slice(under.length)}`);
  const grows = call !== 'rm' && call !== 'ftruncate';
  if (full && grows) throw failure(what, call, path);
  if (refused > 0 && refused < times && call !== 'write' && call !== 'fsync') {
    refused += 1;
    throw failure(what, call, path);
  }
  if (count === at) {
    if (what.startsWith('cut')) power.cut(what === 'cutNames');
    if (what === 'kill' || what.startsWith('cut')) kill();
    if (what === 'killHalf') {
      if (half) half();
      else act();
      kill();
    }
    if (['EPERM', 'EACCES', 'EBUSY'].includes(what)) {
      if (call !== 'fsync') {
        refused = 1;
        throw failure(what, call, path);
      }
    } else if (grows) {
      full = true;
      if (half) return half(); // A short write is no error; the next one is.
      throw failure(what, call, path);
    }
  }
  const result = act();
  if (call === 'fsync') power.synced(path);
  if (call === 'fsync' && path.endsWith('journal.jsonl'))
    note(`acknowledged ${real.readFileSync(path, 'latin1').split('\n').length - 1}`);
  return result;
}

fs.openSync = (path, flags = 'r', ...rest) => {
  const open = () => real.openSync(path, flags, ...rest);
  // A share that went away can't be read either.
  if (full && what === 'ENETUNREACH' && isOurs(path)) throw failure(what, 'open', path);
  const writes = typeof flags === 'string' && /[wa+]/.test(flags);
  const fd = writes ? change('open', path, () => (isOurs(path) ? power.opening(path, open) : open())) : open();
  if (isOurs(path)) files.set(fd, path);
  return fd;
};
fs.writeSync = (fd, bytes, offset = 0, ...rest) =>
  change(
    'write',
    files.get(fd),
    () => real.writeSync(fd, bytes, offset, ...rest),
    () => real.writeSync(fd, bytes, offset, Math.floor((bytes.length - offset) / 2)),
  );
fs.closeSync = (fd) => {
  files.delete(fd);
  return real.closeSync(fd);
};
fs.fsyncSync = (fd) => change('fsync', files.get(fd), () => real.fsyncSync(fd));
fs.ftruncateSync = (fd, length) => change('ftruncate', files.get(fd), () => real.ftruncateSync(fd, length));
fs.renameSync = (from, to) => change('rename', to, () => power.renaming(from, to, () => real.renameSync(from, to)));
fs.linkSync = (from, to) => change('link', to, () => power.linking(from, to, () => real.linkSync(from, to)));
fs.mkdirSync = (path, options) => change('mkdir', path, () => power.making(path, () => real.mkdirSync(path, options)));
fs.rmSync = (path, options) => change('rm', path, () => power.removing(path, () => real.rmSync(path, options)));
syncBuiltinESMExports();
