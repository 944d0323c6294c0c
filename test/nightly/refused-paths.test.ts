import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { casefile, cli, replayOf } from '../helpers/casefile.js';
import { absence, good, open, places, ways } from '../helpers/useless-paths.js';
import { can, nobody } from '../torture/replays/environments.js';

/** Root may look everywhere, so it asks as somebody else. */
const asker = process.getuid?.() === 0 ? nobody : [];
const command = [...asker, process.execPath, cli];

describe.runIf(process.platform === 'linux' && can(...asker, 'test', '-r', cli))('a path that is of no use', () => {
  const of = { case: '', bag: join(open(), 'bag') };
  beforeAll(async () => {
    of.case = (await casefile(replayOf('hcm-adfs-tunnel', open()), { command })).result.dir!;
    await casefile(['seal', of.case, '--output', of.bag], { command });
  }, 60_000);

  it.each(Object.keys(ways))(
    'of %s is told, and no bug; what may not be looked at is not called absent',
    async (way) => {
      const wrong = Object.entries(places()).map(async ([name, path]) => {
        const { code, stdout, stderr } = await casefile(ways[way]!(path, of), { command });
        const said = `${name}: exit ${code}\n${stdout}\n${stderr}`;
        const told = good.has(`${way} ${name}`) ? code !== 1 : [2, 5, 7, 8].includes(code!);
        return told && !(/denied/.test(name) && absence.test(said)) ? [] : [said];
      });
      expect((await Promise.all(wrong)).flat()).toEqual([]);
    },
    120_000,
  );
});
