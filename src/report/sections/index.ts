import { appendixMessages } from './audit/appendix-messages.js';
import { appendixScores } from './audit/appendix-scores.js';
import { chainOfCustody } from './audit/chain-of-custody.js';
import { footprint } from './audit/footprint.js';
import { howToVerify } from './audit/how-to-verify.js';
import { coverage } from './investigation/coverage/index.js';
import { facts } from './investigation/facts.js';
import { findings } from './investigation/findings.js';
import { host } from './investigation/host.js';
import { network } from './investigation/network/index.js';
import { timeline } from './investigation/timeline/index.js';
import { trigger } from './investigation/trigger.js';
import { whoAndWhen } from './investigation/who-and-when/index.js';
import { actions } from './response/actions.js';
import { decisions } from './response/decisions.js';
import { handOff } from './response/hand-off.js';
import { atAGlance } from './summary/at-a-glance.js';
import { frontMatter } from './summary/front-matter.js';
import { status } from './summary/status.js';
import type { Section } from './types.js';

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
