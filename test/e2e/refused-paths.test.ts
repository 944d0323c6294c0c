import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, newFolder, replayOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { good, open, places, recorded, run, ways } from '../helpers/useless-paths.js';

describe.runIf(process.platform === 'linux')('a path that is of no use', () => {
  const of = { case: '', bag: join(open(), 'bag') };
  beforeAll(async () => {
    of.case = (await casefile(replayOf('hcm-adfs-tunnel', open()))).result.dir!;
    await casefile(['seal', of.case, '--output', of.bag]);
  });

  // What an account may not look at is asked by processes of another account, in test/nightly.
  it.each(Object.keys(ways))('of %s is reported, and is no bug', async (way) => {
    const wrong = [];
    for (const [name, path] of Object.entries(places()).filter(([place]) => !place.includes('denied'))) {
      const { code, stderr } = await casefile(ways[way]!(path, of));
      const reported = good.has(`${way} ${name}`) ? code !== 1 : [2, 5, 7, 8].includes(code!);
      if (!reported) wrong.push(`${name}: exit ${code}\n${stderr}`);
    }
    expect(wrong).toEqual([]);
  });
});

it.runIf(process.platform === 'linux')('a folder that is gone is no bug of what was started in it', () => {
  const gone = join(newFolder(), 'gone');
  const script = 'mkdir "$1"; cd "$1"; rmdir "$1"; exec "$2" "$3" list';
  const ran = spawnSync('sh', ['-c', script, 'sh', gone, process.execPath, cli], { encoding: 'utf8' });
  expect(ran.stderr).toContain('[folder-gone]');
  expect(ran.status).toBe(2);
});

describe('answers that cannot be saved in the end', () => {
  /** Nothing shows it before: the name is free, and its temporary neighbour is taken. */
  const blocked = () => {
    const file = join(newFolder(), 'answers.yaml');
    mkdirSync(`${file}.part`);
    return file;
  };

  it('leave the report as it was written, and are exit 7', async () => {
    const ran = await casefile([...replayOf('hcm-adfs-tunnel', newFolder()), '--save-answers', blocked()]);
    expect(ran.result).toMatchObject({ exit: 7, error: { code: 'answers-unsaved' } });
    expect(existsSync(ran.result.report!)).toBe(true);
  });

  it('are told beside what the case waits for', async () => {
    const ran = await casefile(run(...recorded, '--save-answers', blocked()));
    expect(ran.code).toBe(4);
    expect(ran.stderr).toMatch(/The answers cannot be saved \(.*EISDIR/);
  });
});
