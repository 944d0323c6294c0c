import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { createCase } from '../case/create.js';
import { openCollectors } from '../collectors/index.js';
import { readDetection } from '../detections/index.js';
import { usageError } from '../errors.js';
import { parseInputs } from '../playbook/inputs.js';
import { tool } from './package-root.js';
import { choosePlaybook, load } from './playbooks.js';
import { preflight } from './preflight.js';
import { account, answersFrom, checkFailOn, readInput, respondentFor, type SharedOptions } from './setup.js';
import { type Worked, work } from './work.js';

export interface RunOptions extends SharedOptions {
  playbook?: string;
  inputs: string[];
}

/** `casefile run`: an alert comes in, a case is opened and worked on as far as it goes. */
export async function run(alert: string, options: RunOptions, signal: AbortSignal): Promise<Worked> {
  if (alert === '-' && options.answers === '-')
    throw usageError('stdin-twice', {
      what: 'Both the alert and the answers were to be read from standard input',
      expected: 'one of them as a file',
      next: 'casefile run - --answers answers.yaml < alert.json',
    });
  const bytes = await readInput(alert, 'The alert');
  const detection = readDetection(bytes, alert);
  const { playbook, matchedBy } = choosePlaybook(detection, options.playbook);
  checkFailOn(options.failOn, playbook);
  const inputs = parseInputs(options.inputs, playbook.inputs);
  const answers = await answersFrom(options.answers, playbook);
  const collectors = openCollectors(options);
  const hostIs = options.hostIs ?? null;
  await preflight(collectors, detection, hostIs, signal);

  const responder = options.responder ?? answers?.by ?? account();
  const folder = createCase({
    parent: options.caseDir,
    alert: { bytes, extension: extname(alert) || '.json' },
    playbook,
    loadPinned: load,
    opened: {
      detection,
      tool,
      responder,
      account: account(),
      inputs,
      method: { kind: collectors.kind, from: collectors.from },
      hostIs,
      matchedBy,
    },
    clock: () => new Date(),
    random: randomBytes(4).toString('hex'),
  });
  const respondent = await respondentFor(options, answers, answers?.by ?? responder, signal);
  return work({
    ...{ folder, collectors, respondent, signal, account: account() },
    quiet: false,
    saveAnswers: options.saveAnswers,
  });
}
