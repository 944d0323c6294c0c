import { attach } from './attach.js';
import { doctor } from './doctor.js';
import { graph } from './graph.js';
import { handover } from './handover.js';
import { lint } from './lint.js';
import { list } from './list.js';
import { report } from './report.js';
import { resume } from './resume.js';
import { review } from './review.js';
import { revise } from './revise.js';
import { run } from './run.js';
import { seal } from './seal.js';
import type { Subcommand } from './types.js';
import { unseal } from './unseal.js';
import { verify } from './verify.js';
import { version } from './version.js';

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
