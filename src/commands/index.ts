import { attach } from './attach/command.js';
import { doctor } from './doctor/command.js';
import type { Subcommand } from './frame/types.js';
import { graph } from './graph/command.js';
import { handover } from './handover/command.js';
import { lint } from './lint/command.js';
import { list } from './list/command.js';
import { report } from './report/command.js';
import { resume } from './resume/command.js';
import { review } from './review/command.js';
import { revise } from './revise/command.js';
import { run } from './run/command.js';
import { seal } from './seal/command.js';
import { unseal } from './unseal/command.js';
import { verify } from './verify/command.js';
import { version } from './version/command.js';

/** In the order of the help. */
export const subcommands: Subcommand[] = [
  run,
  resume,
  revise,
  handover,
  attach,
  review,
  report,
  verify,
  seal,
  unseal,
  version,
  list,
  doctor,
  lint,
  graph,
];
