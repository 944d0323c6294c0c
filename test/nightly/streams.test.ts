import { beforeAll, describe, expect, it } from 'vitest';
import { casefile, replayOf } from '../helpers/casefile.js';
import { canSeeMarks } from '../helpers/processes.js';
import {
  asking,
  cells,
  codes,
  done,
  evidence,
  runWith,
  stdout,
  story,
  type To,
  telling,
  waiting,
} from '../helpers/streams.js';

// A case that is not answered must never look done, whatever its streams are.
describe.runIf(canSeeMarks)('an unanswered case is no success', () => {
  beforeAll(async () => {
    const args = ['run', story, '--replay', evidence, '--no-input', '--case-dir', waiting];
    expect((await casefile(args)).code).toBe(4);
  });

  it.each(cells)('of %s with stdin %s, stdout %s and %s', async (command, from, to, end) => {
    const { code, screen } = await runWith(asking[command](), from, to, end);
    expect(to === 'full' ? [7, codes[end]] : [codes[end]], screen).toContain(code);
  });
});

describe.runIf(canSeeMarks)('an answer that could not be written is no success', () => {
  beforeAll(async () => {
    expect((await casefile(replayOf('suspicious-service', done))).code).toBe(0);
  });

  const told = Object.keys(telling).flatMap((command) =>
    Object.keys(stdout).map((to) => [command as keyof typeof telling, to as To] as const),
  );
  it.each(told)('of %s with stdout %s, where standard input is closed', async (command, to) => {
    const { code, screen } = await runWith(telling[command](), 'closed', to, 'nothing');
    expect(code, screen).toBe(to === 'full' ? 7 : 0);
  });
});
