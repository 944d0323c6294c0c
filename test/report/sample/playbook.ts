import { readFileSync } from 'node:fs';
import { factFunctions } from '../../../src/analysis/index.js';
import { attachmentKinds } from '../../../src/attachments/index.js';
import { checkPlaybook } from '../../../src/playbook/check.js';
import type { Playbook } from '../../../src/playbook/types.js';

const bytes = readFileSync(new URL('playbook.yaml', import.meta.url));
const files = [...bytes.toString().matchAll(/collectors\/Get-\w+\.ps1/g)].map(([file]) => ({
  file,
  sha256: '',
  bytes: 0,
}));
const checked = checkPlaybook({ file: 'playbook.yaml', bytes, dir: '.', files, factFunctions, attachmentKinds });
if (!checked.playbook) throw new Error(JSON.stringify(checked.problems, null, 2));

/** The playbook of the sample. */
export const playbook: Playbook = checked.playbook;
