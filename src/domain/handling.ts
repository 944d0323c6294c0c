import type { JournalEntry } from './journal.js';

/** Labels of the Traffic Light Protocol 2.0 (FIRST), the most open first. */
export const tlpLabels = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type Tlp = (typeof tlpLabels)[number];

/** How to handle a case, with any playbook. */
export interface Handling {
  /** The organisation's own reference, e.g. a ticket; hostile text. */
  caseRef: string | null;
  /** Who may read it. Null = nobody said. */
  tlp: Tlp | null;
  /** Nothing that could be evidence can be destroyed: actions that do so are withheld. */
  legalHold: boolean;
}

/** Nobody said how to handle the case. */
export const unsaid: Handling = { caseRef: null, tlp: null, legalHold: false };

/** Later handling adds to earlier handling: a new reference or label replaces the old one, a hold stays. */
export const addHandling = (before: Handling, said: Handling): Handling => ({
  caseRef: said.caseRef ?? before.caseRef,
  tlp: said.tlp ?? before.tlp,
  legalHold: before.legalHold || said.legalHold,
});

/** How a case is to be handled by the end of its journal, all alerts that joined it included. */
export const handlingOf = (journal: readonly JournalEntry[]): Handling =>
  journal.reduce<Handling>(
    (before, { type, data }) => (type === 'OPENED' || type === 'JOINED' ? addHandling(before, data.handling) : before),
    unsaid,
  );

/** One line for people; null when nobody said anything. */
export function handlingText({ caseRef, tlp, legalHold }: Handling): string | null {
  const parts = [tlp && `TLP:${tlp}`, caseRef && `case reference ${caseRef}`, legalHold && 'legal hold'].filter(
    Boolean,
  );
  return parts.length > 0 ? parts.join(', ') : null;
}
