import { extname } from 'node:path';
import { choosePlaybook } from '../../casework/playbooks.js';
import { answersFrom, checkOptions, readInput, type SharedOptions } from '../../casework/setup.js';
import { readDetection } from '../../detections/index.js';
import type { Detection } from '../../domain/detection.js';
import type { Handling } from '../../domain/handling.js';
import type { InputFile } from '../../domain/journal.js';
import type { JsonObject } from '../../domain/json.js';
import { usageError } from '../../errors.js';
import type { Answers } from '../../playbook/answers/file.js';
import { parseInputs } from '../../playbook/inputs.js';
import type { Playbook } from '../../playbook/types.js';
import { parseHandling } from './handling.js';

export interface RunOptions extends SharedOptions {
  playbook?: string;
  inputs: string[];
  caseRef?: string;
  tlp?: string;
  legalHold?: boolean;
  /** Open a case of its own although there is an open one for the host. */
  newCase?: boolean;
  /** Add the alert to an open case: the one of this name, or the only one. */
  join?: string | true;
  /** Zone of times in files of change windows that name none. */
  zone?: string;
}

/** An alert, with what it asks for. */
export interface ReadAlert {
  bytes: Uint8Array;
  /** Of the file it came in, with its dot. */
  extension: string;
  detection: Detection;
  playbook: Playbook;
  /** Why this playbook, in one phrase. */
  matchedBy: string;
  handling: Handling;
}

/** All that is settled before the host is touched. */
export interface Prepared extends ReadAlert {
  inputs: JsonObject;
  inputFiles: InputFile[];
  answers: Answers | null;
}

/**
 * Reads an alert and chooses the playbook for it.
 * @throws KnownError exit 2 for whatever is wrong with it, or with how the case is to be handled.
 */
export async function readAlert(alert: string, options: RunOptions): Promise<ReadAlert> {
  if (alert === '-' && options.answers === '-')
    throw usageError('stdin-twice', {
      what: 'Both the alert and the answers were to be read from standard input',
      expected: 'one of them as a file',
      next: 'casefile run - --answers answers.yaml < alert.json',
    });
  const bytes = await readInput(alert, 'The alert');
  const detection = readDetection(bytes, alert);
  const { playbook, matchedBy } = choosePlaybook(detection, options.playbook);
  return {
    bytes,
    extension: /^\.[a-z0-9]{1,8}$/i.exec(extname(alert))?.[0] ?? '.json',
    detection,
    playbook,
    matchedBy,
    handling: parseHandling(options),
  };
}

/**
 * Reads what a new case is given besides: inputs, answers file, limit of --fail-on.
 * @throws KnownError exit 2 for whatever is wrong with them.
 */
export async function prepare(read: ReadAlert, options: RunOptions): Promise<Prepared> {
  checkOptions(options, read.playbook);
  // Loaded only when it is needed: the libraries for calendars take 0.05 s.
  const mayNameFiles = options.inputs.length > 0 || options.zone !== undefined;
  const { fileOf, files } = mayNameFiles
    ? (await import('./interval-files.js')).intervalFiles(options.zone, new Date())
    : { fileOf: undefined, files: [] };
  const inputs = parseInputs(options.inputs, read.playbook.inputs, fileOf);
  return { ...read, inputs, inputFiles: files, answers: await answersFrom(options.answers, read.playbook) };
}
