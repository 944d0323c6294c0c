import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../helpers/casefile.js';
import { answerFrom, onlyReport, run } from '../helpers/dialogue.js';
import { casefile } from '../helpers/in-process.js';
import { mask } from '../helpers/mask.js';
import { Terminal } from '../helpers/terminal.js';

describe('an interactive run', () => {
  it('ends in a report, and its saved answers give the same report without a terminal', async () => {
    const cases = newFolder();
    const saved = join(newFolder(), 'saved.yaml');
    const terminal = new Terminal(run(cases, '--save-answers', saved, '--responder', 'A. Meyer'));
    await answerFrom(terminal, 0);
    expect((await terminal.exit).exitCode).toBe(3);

    const again = newFolder();
    expect((await casefile(run(again, '--answers', saved, '--no-input'))).code).toBe(3);
    expect(mask(onlyReport(again), { answerSource: true })).toBe(mask(onlyReport(cases), { answerSource: true }));
  }, 90_000);
});
