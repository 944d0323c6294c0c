import type { PhrasingContent } from 'mdast';
import type { CollectorState } from '../model/collectors.js';
import { cite } from './refs.js';
import { listed, say, value, words } from './text.js';
import { outcomeWords } from './wording.js';

/** A collector's outcome and its evidence: `` `tcp` (collected) [E4] ``. */
export const collectorOutcome = ({ id, outcome, evidence }: CollectorState): PhrasingContent[] =>
  say`${value(id)} (${words(outcomeWords[outcome])})${cite(evidence === '' ? [] : [evidence])}`;

/** Outcomes of several collectors, with commas between them. */
export const collectorOutcomes = (states: CollectorState[]): PhrasingContent[] => listed(states.map(collectorOutcome));

/** Collectors that can't prove absence: they failed or did not run. */
export const withoutAnswer = (states: CollectorState[]): CollectorState[] =>
  states.filter(({ outcome }) => outcome === 'failed' || outcome === 'notRun');
