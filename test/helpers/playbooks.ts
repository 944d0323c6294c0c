import { fileURLToPath } from 'node:url';
import { factFunctions } from '../../src/analysis/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import { listPlaybooks } from '../../src/playbook/heading.js';
import { loadPlaybook } from '../../src/playbook/load.js';
import type { Playbook } from '../../src/playbook/types.js';

/** Every playbook that is shipped: what holds for one must hold for all. */
export const playbooks: Playbook[] = listPlaybooks(fileURLToPath(new URL('../../playbooks', import.meta.url))).map(
  ({ dir }) => loadPlaybook(dir, { factFunctions, attachmentKinds }),
);
