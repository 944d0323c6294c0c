import type { Check } from '../types.js';
import { access } from './access.js';
import { canary } from './canary.js';
import { caseFolder } from './case-folder.js';
import { clock } from './clock.js';
import { culture } from './culture.js';
import { elevation } from './elevation.js';
import { engine } from './engine.js';
import { languageMode } from './language-mode.js';
import { logs } from './logs.js';
import { space } from './space.js';

/** What the doctor looks at, in this order. Add one here: a file with a {@link Check}. */
export const checks: Check[] = [
  engine,
  languageMode,
  elevation,
  culture,
  clock,
  logs,
  space,
  caseFolder,
  access,
  canary,
];
