import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { casefile, example, newFolder } from '../helpers/casefile.js';
import { mask } from '../helpers/mask.js';
import { keys, Terminal } from '../helpers/terminal.js';

const story = 'hcm-adfs-tunnel';
const run = (cases: string, ...more: string[]) => [
  ...['run', example(story, 'alert.json'), '--replay', example(story, 'evidence'), '--case-dir', cases, ...more],
];

const second = keys.down + keys.enter;
const said = (text: string) => text + keys.enter;

/** What a responder sees and types, in order. */
const dialogue: [see: string, type: string][] = [
  ['authorised on', second],
  ['What is it based on?', said('nobody knows of it')],
  ['Whose is the namespace', second],
  ['What is it based on?', said('searched all subscriptions')],
  ['expected to install', second],
  ['What is it based on?', said('a backup account')],
  ['Change window', said('')],
  ['Change ticket', said('')],
  ['(optional)', said('')],
  ['traffic of the service explained', second],
  ['What is it based on?', said('no application is known')],
  ['What do the Microsoft 365', keys.enter],
  ['What is it based on?', said('sign-ins since January')],
  ['Azure Activity Log of', second],
  ['Why is it not available?', said('no reader role')],
  ['Diagnostic log of', second],
  ['Why is it not available?', said('not our namespace')],
  ['Sign-ins of', second],
  ['Why is it not available?', said('looked through in the portal')],
  ['Unified audit log', second],
  ['Why is it not available?', said('looked through in the portal')],
  ['Which verdict?', keys.enter],
  ['Decision', keys.enter],
  ['Why?', said('copied')],
  ['Decision', second],
  ['Why?', said('tonight')],
  ['Decision', second],
  ['Why?', said('tonight')],
  ['Decision', second],
  ['Why?', said('after the image')],
];

async function answerFrom(terminal: Terminal, from: number, to = dialogue.length): Promise<void> {
  for (const [see, type] of dialogue.slice(from, to)) {
    await terminal.see(see);
    // The prompt takes keys one tick after it is drawn; what comes before is thrown away, so that nothing is confirmed by accident.
    await new Promise((resolve) => setTimeout(resolve, 80));
    terminal.type(type);
  }
}

const onlyReport = (cases: string) => readFileSync(join(cases, readdirSync(cases)[0]!, 'report/report.md'), 'utf8');

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

  it.each([1, 7, 12, 16, 19])(
    'killed at prompt %i, goes on at the same question and reports the same',
    async (at) => {
      const whole = newFolder();
      const terminal = new Terminal(run(whole, '--responder', 'A. Meyer'));
      await answerFrom(terminal, 0);
      await terminal.exit;

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

const questionBefore = (at: number): number =>
  dialogue.slice(0, at).findLastIndex(([see]) => !/based on|Why|ticket|optional/.test(see));
