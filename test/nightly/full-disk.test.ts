import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casefile, example, root } from '../helpers/casefile.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';
import { runFaulty, trusted } from '../torture/changes/faulty.js';

describe.skipIf(!engine || process.platform === 'win32')('a full disk while PowerShell gives rows', () => {
  const host = example('suspicious-service', 'host');

  it.each([36, 37, 38, 42])(
    'at change %i is exit 7 like everywhere, and the case goes on',
    async (at) => {
      const { ran, cases } = await runFaulty('ENOSPC', at, { live: { host } });
      expect(ran.result).toMatchObject({ exit: 7, error: { code: 'storage' } });
      expect(ran.code).toBe(7);
      const answers = join(root, 'test/torture/case/answers.yaml');
      const source = ['--powershell', simulatedPwsh];
      const args = [
        'resume',
        '--case-dir',
        cases,
        ...source,
        '--answers',
        answers,
        '--no-input',
        '--json',
        ...trusted(),
      ];
      const resumed = await casefile(args, { env: { SIMULATED_HOST: host } });
      expect(resumed.result).toMatchObject({ exit: 0, status: 'concluded' });
    },
    120_000,
  );
});
