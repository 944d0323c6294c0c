import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cli } from '../helpers/casefile.js';
import { engines } from './engines.js';

describe.skipIf(engines.length === 0)('the collector scripts of all playbooks', () => {
  it.each(engines)(
    'are read without a complaint by the parser of $name',
    async ({ path }) => {
      const { stderr } = await promisify(execFile)(process.execPath, [cli, 'lint', '--powershell', path]);
      expect(stderr).toContain(' 0 problems');
    },
    120_000,
  );
});
