import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../../src/case/lock/lock.js';

const now = '2025-02-11T04:00:00.000Z';
const newPath = () => join(mkdtempSync(join(tmpdir(), 'casefile-')), 'lock');

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('exit', resolve));
  return child.pid!;
}

describe('lock', () => {
  it('admits one writer and refuses the next with exit 6 and the holder', () => {
    const path = newPath();
    takeLock(path, now);
    expect(() => takeLock(path, now)).toThrow(
      expect.objectContaining({ exit: 6, message: expect.stringContaining(`pid ${process.pid}`) }),
    );
  });

  it('is free again after its release', () => {
    const path = newPath();
    takeLock(path, now).release();
    expect(takeLock(path, now).previous).toBeNull();
  });

  it('replaces the lock of a process that is gone, and says whose it was', async () => {
    const path = newPath();
    const pid = await deadPid();
    writeFileSync(path, JSON.stringify({ pid, started: '1', host: hostname(), since: now }));
    expect(takeLock(path, now).previous).toContain(`pid ${pid}`);
  });

  it.runIf(process.platform === 'linux')('replaces the lock when the pid belongs to another process by now', () => {
    const path = newPath();
    writeFileSync(path, JSON.stringify({ pid: process.pid, started: '1', host: hostname(), since: now }));
    expect(takeLock(path, now).previous).toContain(`pid ${process.pid}`);
    expect(JSON.parse(readFileSync(path, 'utf8')).started).not.toBe('1');
  });

  it('is never seen half written: an empty lock file is not taken for a dead one', () => {
    const path = newPath();
    writeFileSync(path, '');
    expect(() => takeLock(path, now)).toThrow(expect.objectContaining({ exit: 6 }));
  });

  it('never replaces the lock of another host: whether its process lives cannot be seen from here', async () => {
    const path = newPath();
    const pid = await deadPid();
    writeFileSync(path, JSON.stringify({ pid, started: '1', host: 'another-host', since: now }));
    expect(() => takeLock(path, now)).toThrow(expect.objectContaining({ exit: 6 }));
  });

  it('of another host gives way to force, and says whose it was', async () => {
    const path = newPath();
    writeFileSync(path, JSON.stringify({ pid: await deadPid(), started: '1', host: 'another-host', since: now }));
    const lock = takeLock(path, now, true);
    expect(lock).toMatchObject({ forced: true, previous: expect.stringContaining('another-host') });
    expect(() => takeLock(path, now)).toThrow(expect.objectContaining({ exit: 6 }));
  });

  it.runIf(process.platform === 'linux')('of a process that lives here does not give way to force', () => {
    const path = newPath();
    takeLock(path, now);
    expect(() => takeLock(path, now, true)).toThrow(
      expect.objectContaining({
        exit: 6,
        parts: expect.objectContaining({ next: expect.stringContaining('End it first') }),
      }),
    );
  });

  it('is not forced when the holder is known to be gone', async () => {
    const path = newPath();
    writeFileSync(path, JSON.stringify({ pid: await deadPid(), started: '1', host: hostname(), since: now }));
    expect(takeLock(path, now, true).forced).toBe(false);
  });

  it('that was taken over meanwhile is not released by the one who had it before', () => {
    const path = newPath();
    const lock = takeLock(path, now);
    const other = JSON.stringify({ pid: process.pid, started: null, host: 'another-host', since: now });
    writeFileSync(path, other);
    lock.release();
    expect(readFileSync(path, 'utf8')).toBe(other);
  });

  it.runIf(process.platform === 'linux')('that cannot be released is reported, and throws nothing', () => {
    const path = newPath();
    const lock = takeLock(path, now);
    rmSync(path);
    mkdirSync(path);
    // A folder with content is no lock, and gives way to none.
    writeFileSync(join(path, 'x'), '');
    expect(lock.release()).toContain(`The lock ${path} can't be removed`);
  });

  it('leaves nothing beside it, and clears what processes left that died taking it', async () => {
    const path = newPath();
    const pid = await deadPid();
    const dead = JSON.stringify({ pid, started: '1', host: hostname(), since: now });
    writeFileSync(`${path}.${pid}.0123456789abcdef`, dead);
    writeFileSync(`${path}.displaced.${pid}.0123456789abcdef`, dead);
    takeLock(path, now);
    expect(readdirSync(dirname(path))).toEqual(['lock']);
  });

  it('that somebody has moved aside by mistake still counts', () => {
    const path = newPath();
    takeLock(path, now);
    renameSync(path, `${path}.displaced.1.0123456789abcdef`);
    expect(() => takeLock(path, now)).toThrow(expect.objectContaining({ exit: 6 }));
    expect(readdirSync(dirname(path))).toEqual(['lock.displaced.1.0123456789abcdef']);
  });

  it('of another host that was moved aside is removed by force, and reported as forced', () => {
    const path = newPath();
    const other = JSON.stringify({ pid: 1, started: '1', host: 'another-host', since: now });
    writeFileSync(`${path}.displaced.1.0123456789abcdef`, other);
    expect(takeLock(path, now, true)).toMatchObject({
      forced: true,
      previous: expect.stringContaining('another-host'),
    });
  });
});
