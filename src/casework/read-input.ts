import { resolve } from 'node:path';
import { decode } from '../detections/json/decode.js';
import { usageError } from '../errors.js';
import { gatherAtMost, readAtMost, Unreadable } from '../files/ordinary.js';
import { type Answers, readAnswers } from '../playbook/answers/file.js';
import type { Playbook } from '../playbook/types.js';

/** Bytes; larger than any alert or answers file. Each of them also has its own limit. */
const largestInput = 64 * 1024 * 1024;

/**
 * Bytes of a file, or of standard input for `-`.
 * @param what what the file is, for messages: `The alert`.
 * @throws KnownError exit 2 when it can't be read, or when standard input is a terminal: nobody types JSON there.
 */
export async function readInput(named: string, what: string): Promise<Uint8Array> {
  if (named === '-' && process.stdin.isTTY)
    throw usageError('stdin-is-a-terminal', {
      what: `${what} should come from standard input, but that is a terminal`,
      expected: 'a pipe or a redirection',
      next: 'casefile run alert.json, or: type alert.json | casefile run - --answers answers.yaml',
    });
  try {
    return named === '-' ? await gatherAtMost(process.stdin, largestInput) : readAtMost(named, largestInput);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw usageError('file-unreadable', {
      what: `${what} cannot be read (${error.message})`,
      where: named === '-' ? 'standard input' : resolve(named),
      expected: 'a file that this account can read, or - for standard input',
      next: 'Check the path.',
    });
  }
}

/** Answers from a file, checked against the playbook; null without `--answers`. */
export async function answersFrom(named: string | undefined, playbook: Playbook): Promise<Answers | null> {
  if (named === undefined) return null;
  const file = named === '-' ? 'standard input' : named;
  const text = decode(await readInput(named, 'The answers file'), file, 'answers');
  return readAnswers(file, Buffer.from(text), playbook);
}
