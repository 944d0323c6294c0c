import { beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../helpers/engine.js';
import { problemsOf, shippedScripts } from './check.js';

describe.skipIf(!engine)('shipped scripts', () => {
  let problems: Awaited<ReturnType<typeof problemsOf>>;
  beforeAll(async () => {
    problems = await problemsOf(shippedScripts);
  }, 120_000);

  it.each(shippedScripts.map(({ file }) => file))('%s only reads, and is Windows PowerShell 5.1', (file) => {
    expect(problems.get(file)!.map(({ line }) => line)).toEqual([]);
  });
});
