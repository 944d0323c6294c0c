import { beforeAll, describe, expect, it } from 'vitest';
import { newFolder } from '../helpers/casefile.js';
import { answerFrom, dialogue, onlyReport, run } from '../helpers/dialogue.js';
import { mask } from '../helpers/mask.js';
import { Terminal } from '../helpers/terminal.js';

describe('an interactive run', () => {
  const whole = newFolder();
  beforeAll(async () => {
    const terminal = new Terminal(run(whole, '--responder', 'A. Meyer'));
    await answerFrom(terminal, 0);
    await terminal.exit;
  });

  it.each([1, 7, 12, 16, 19])(
    'killed at prompt %i, resumes at the same question and reports the same',
    async (at) => {
      const cases = newFolder();
      const killed = new Terminal(run(cases, '--responder', 'A. Meyer'));
      await answerFrom(killed, 0, at);
      await killed.see(dialogue[at]![0]);
      killed.kill();
      await killed.exit;

      const resumed = new Terminal(['resume', '--case-dir', cases]);
      // A question and its reason are one answer: killed between the two, the question is asked again.
      const question = dialogue[at]![0].match(/based on|Why|ticket|optional/) ? questionBefore(at) : at;
      await answerFrom(resumed, question);
      expect((await resumed.exit).exitCode).toBe(3);
      expect(mask(onlyReport(cases), { interruptions: true })).toBe(mask(onlyReport(whole), { interruptions: true }));
    },
    120_000,
  );
});

/** The question that a prompt for a reason belongs to. */
const questionBefore = (at: number): number =>
  dialogue.slice(0, at).findLastIndex(([see]) => !/based on|Why|ticket|optional/.test(see));
