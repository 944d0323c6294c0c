import { attachmentKindsExist } from './attachments.js';
import { commandsQuoteValues, expressionsAreSound, rowsCarryEvidence, templatesAreClosed } from './expressions.js';
import { factFunctionsExist } from './facts.js';
import { creditsLower, findingsPointAtEvidence } from './findings.js';
import { endIsReserved, fromIsReserved, uniqueIds } from './ids.js';
import { inputDefaults } from './inputs.js';
import {
  actionsAreInOrder,
  declaredIsUsed,
  leftOutExists,
  requiresExist,
  shownExists,
  stepsNameWhatExists,
  usedOnce,
} from './references.js';
import type { Rule } from './rule.js';
import { scriptsExist } from './scripts.js';
import { endIsDecided, lastIsOpen, nextExists, nextIsForward, stepsAreReachable } from './steps.js';
import { triggersAreNarrow } from './triggers.js';
import { levelsExist, otherwiseIsOpen, thresholdsDescend } from './verdict.js';

/** Every cross check. All of them run, and all problems are shown together. */
export const rules: readonly Rule[] = [
  uniqueIds,
  endIsReserved,
  fromIsReserved,
  triggersAreNarrow,
  inputDefaults,
  scriptsExist,
  factFunctionsExist,
  attachmentKindsExist,
  findingsPointAtEvidence,
  creditsLower,
  nextExists,
  nextIsForward,
  lastIsOpen,
  stepsAreReachable,
  endIsDecided,
  stepsNameWhatExists,
  declaredIsUsed,
  usedOnce,
  requiresExist,
  shownExists,
  leftOutExists,
  actionsAreInOrder,
  levelsExist,
  thresholdsDescend,
  otherwiseIsOpen,
  expressionsAreSound,
  rowsCarryEvidence,
  templatesAreClosed,
  commandsQuoteValues,
];
