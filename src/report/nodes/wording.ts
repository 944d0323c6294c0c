import type { PhrasingContent } from 'mdast';
import type { Coverage, Outcome, Reason } from '../../domain/evidence.js';
import { quoted, words } from './text.js';

/** The only four outcomes that a report knows. */
export const outcomeWords: Record<Outcome, string> = {
  collected: 'collected',
  empty: 'nothing found',
  failed: 'failed',
  notRun: 'not run',
};

const reasonWords: Record<Reason, string> = {
  denied: 'access denied',
  timedOut: 'deadline passed',
  blocked: 'forbidden by language mode or policy',
  incomplete: 'output incomplete',
  budget: 'time budget used up',
  unsupported: 'not supported by this PowerShell or Windows',
  skipped: 'nothing to look for',
  inputFailed: 'what to look for is not known',
  threw: 'the script reported an error',
  invalidRows: 'rows not as declared',
  absent: 'does not exist',
  disabled: 'switched off',
  interrupted: 'interrupted',
};

/** The outcome with its reason: `failed: access denied`. */
export const outcomeAndReason = ({ outcome, reason }: Pick<Coverage, 'outcome' | 'reason'>): string =>
  reason ? `${outcomeWords[outcome]}: ${reasonWords[reason]}` : outcomeWords[outcome];

/**
 * The reason for an outcome, with the collector's detail; empty without one. For `skipped`, the detail is the reason:
 * nothing to look for, or a parameter that could not be computed.
 */
export const reasonOf = ({ reason, detail }: Pick<Coverage, 'reason' | 'detail'>): PhrasingContent[] => {
  if (!detail) return reason ? [words(reasonWords[reason])] : [];
  return reason && reason !== 'skipped' && reason !== 'inputFailed'
    ? [words(`${reasonWords[reason]}: `), quoted(detail)]
    : [quoted(detail)];
};

/** A field name of a playbook for people: `imagePath` becomes `image path`. */
export const fieldName = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** `1 row`, `2 rows`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** `roles of the host` becomes `Roles of the host`, for a heading. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const waitsFor: { [kind: string]: string } = {
  collect: 'collectors to run',
  analyse: 'the analysis',
  ask: 'an answer',
  attach: 'a file',
  decide: 'the verdict',
  act: 'a decision on an action',
};

/** What a case waits for, by the kind of its step. */
export const waiting = (kind: string): string => waitsFor[kind] ?? kind;
