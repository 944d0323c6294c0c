import { actions } from './actions.js';
import { appendixMessages } from './appendix-messages.js';
import { appendixScores } from './appendix-scores.js';
import { atAGlance } from './at-a-glance.js';
import { chainOfCustody } from './chain-of-custody.js';
import { coverage } from './coverage.js';
import { decisions } from './decisions.js';
import { facts } from './facts.js';
import { findings } from './findings.js';
import { footprint } from './footprint.js';
import { frontMatter } from './front-matter.js';
import { handOff } from './hand-off.js';
import { host } from './host.js';
import { howToVerify } from './how-to-verify.js';
import { network } from './network.js';
import { status } from './status.js';
import { timeline } from './timeline/index.js';
import { trigger } from './trigger.js';
import type { Section } from './types.js';
import { whoAndWhen } from './who-and-when/index.js';

/** The report, top to bottom: first for those who decide, then for analysts, then for auditors. Add a section here. */
export const sections: Section[] = [
  frontMatter,
  status,
  atAGlance,
  trigger,
  coverage,
  host,
  findings,
  whoAndWhen,
  network,
  facts,
  timeline,
  decisions,
  actions,
  handOff,
  chainOfCustody,
  footprint,
  howToVerify,
  appendixScores,
  appendixMessages,
];
