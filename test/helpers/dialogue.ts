import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { example } from './casefile.js';
import { keys, type Terminal } from './terminal.js';

const story = 'hcm-adfs-tunnel';
export const run = (cases: string, ...more: string[]) => [
  ...['run', example(story, 'alert.json'), '--replay', example(story, 'evidence'), '--case-dir', cases, ...more],
];

const second = keys.down + keys.enter;
const said = (text: string) => text + keys.enter;

/** What a responder sees and types, in order. */
export const dialogue: [see: string, type: string][] = [
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

export async function answerFrom(terminal: Terminal, from: number, to = dialogue.length): Promise<void> {
  for (const [see, type] of dialogue.slice(from, to)) {
    await terminal.see(see);
    // The prompt takes keys one tick after it is drawn; what comes before is thrown away, so that nothing is confirmed by accident.
    await new Promise((resolve) => setTimeout(resolve, 80));
    terminal.type(type);
  }
}

export const onlyReport = (cases: string) =>
  readFileSync(join(cases, readdirSync(cases)[0]!, 'report/report.md'), 'utf8');
