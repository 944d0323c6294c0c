import { verificationError } from '../errors.js';
import type { Playbook } from '../playbook/types.js';
import { whyNotInteractive } from '../terminal/interactive.js';
import { print } from '../terminal/print.js';
import { shippedPlaybook } from './playbooks.js';

/** Options that say what a responder vouches for. */
export interface TrustOptions {
  /** SHA-256 of a pinned playbook that the responder has read. */
  trustPlaybook?: string;
  /** False = never ask. */
  input: boolean;
  answers?: string;
}

/**
 * A case folder proves that it agrees with itself, never who made it. So its pinned playbook, with the scripts
 * that run on the host, runs only if this installation ships it, the command line names it, or the responder confirms it.
 * @param named playbook that the command line named or chose, if any.
 * @throws KnownError exit 5 when nobody vouches for it.
 */
export async function vouchFor(
  pinned: Playbook,
  options: TrustOptions,
  signal: AbortSignal,
  named: Playbook | null = null,
): Promise<void> {
  const { id, sha256, dir } = pinned;
  if ([named?.sha256, shippedPlaybook(id)?.sha256, options.trustPlaybook?.toLowerCase()].includes(sha256)) return;
  const whyNot = options.answers === undefined ? whyNotInteractive(!options.input) : 'an answers file was given';
  if (whyNot === null && (await confirmed(pinned, signal))) return;
  throw verificationError('playbook-not-trusted', {
    what: `The case has its own copy of the playbook ${id}, and this installation does not ship that version`,
    where: `${dir}, sha256 ${sha256}`,
    expected: 'a playbook that this installation ships, or one that you have read',
    next: `Nothing was started. Read its scripts. If you trust them: --trust-playbook ${sha256}`,
  });
}

async function confirmed({ id, version, sha256, dir }: Playbook, signal: AbortSignal): Promise<boolean> {
  print(
    `The case brings its own playbook ${id} ${version} (sha256 ${sha256}).`,
    `This installation does not ship it. Its scripts would run on this host: ${dir}`,
  );
  const { pick } = await import('../terminal/prompt.js');
  const choices: ['no' | 'yes', string][] = [
    ['no', 'no: start nothing'],
    ['yes', 'yes: I have read it and I trust it'],
  ];
  return (await pick('Run this playbook?', choices, signal)) === 'yes';
}
