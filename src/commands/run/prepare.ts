import { extname } from 'node:path';
import { choosePlaybook } from '../../casework/playbooks.js';
import { answersFrom, readInput } from '../../casework/read-input.js';
import { checkOptions, type WorkOptions } from '../../casework/work-options.js';
import { readDetection } from '../../detections/index.js';
import type { Detection } from '../../domain/detection.js';
import { type Handling, type Tlp, tlpLabels } from '../../domain/handling.js';
import type { InputFile } from '../../domain/journal.js';
import type { JsonObject } from '../../domain/json.js';
import { usageError } from '../../errors.js';
import type { Answers } from '../../playbook/answers/file.js';
import { parseInputs } from '../../playbook/inputs.js';
import type { Playbook } from '../../playbook/types.js';

export interface RunOptions extends WorkOptions {
  playbook?: string;
  inputs: string[];
  caseRef?: string;
  tlp?: string;
  legalHold?: boolean;
  /** Open a separate case, even if one is open for the host. */
  newCase?: boolean;
  /** Add the alert to an open case: the one of this name, or the only one. */
  join?: string | true;
  /** Time zone for calendar entries that name none. */
  zone?: string;
}

/** An alert, the playbook for it, and how its case is to be handled. */
export interface ReadAlert {
  bytes: Uint8Array;
  /** Extension of its file, with the dot. */
  extension: string;
  detection: Detection;
  playbook: Playbook;
  /** Why this playbook, in one phrase. */
  matchedBy: string;
  handling: Handling;
}

/** Everything that is settled before the host is touched. */
export interface Prepared extends ReadAlert {
  inputs: JsonObject;
  inputFiles: InputFile[];
  answers: Answers | null;
}

/**
 * Reads an alert and chooses the playbook for it.
 * @throws KnownError exit 2 when the alert can't be read, no playbook answers it, or an option about handling is wrong.
 */
export async function readAlert(alert: string, options: RunOptions): Promise<ReadAlert> {
  if (alert === '-' && options.answers === '-')
    throw usageError('stdin-twice', {
      what: 'The alert and the answers cannot both come from standard input',
      expected: 'one of them in a file',
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
 * Reads the rest of what a new case needs: inputs and answers file.
 * @throws KnownError exit 2 when one of them, --fail-on or --save-answers is wrong.
 */
export async function prepareCase(read: ReadAlert, options: RunOptions): Promise<Prepared> {
  checkOptions(options, read.playbook);
  // Loaded only when it is needed: the libraries for calendars take 0.05 s.
  const namesFiles = options.inputs.length > 0 || options.zone !== undefined;
  const { fileOf, files } = namesFiles
    ? (await import('./interval-files.js')).intervalFiles(options.zone, new Date())
    : { fileOf: undefined, files: [] };
  const inputs = parseInputs(options.inputs, read.playbook.inputs, fileOf);
  return { ...read, inputs, inputFiles: files, answers: await answersFrom(options.answers, read.playbook) };
}

/** `--case-ref`, `--tlp` and `--legal-hold`. @throws KnownError exit 2 for a label that TLP 2.0 doesn't have. */
function parseHandling(options: RunOptions): Handling {
  const { caseRef = null, legalHold = false } = options;
  const tlp = options.tlp?.toUpperCase().replace(/^TLP:/, '') ?? null;
  if (tlp === null || tlpLabels.includes(tlp as Tlp)) return { caseRef, tlp: tlp as Tlp | null, legalHold };
  throw usageError('tlp-unknown', {
    what: `--tlp ${options.tlp} is not a label of the Traffic Light Protocol 2.0`,
    expected: `one of: ${tlpLabels.join(', ')}`,
    next: 'casefile run alert.json --tlp AMBER',
  });
}
