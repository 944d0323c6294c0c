import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { factFunctions } from '../../src/analysis/facts/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import { checkPlaybook } from '../../src/playbook/check.js';
import type { Playbook } from '../../src/playbook/types.js';

/** Folder of the playbooks that have one mistake each; they are `valid.yaml` but for it. */
export const examples = fileURLToPath(new URL('../invalid-playbooks/', import.meta.url));

/** Checks a playbook text as if it lay in a folder with the two scripts that `valid.yaml` names. */
export function checkText(text: string, file = 'playbook.yaml') {
  const files = ['collectors/Get-Host.ps1', 'collectors/Get-Tcp.ps1'].map((name) => ({
    file: name,
    sha256: '',
    bytes: 0,
  }));
  return checkPlaybook({ file, bytes: Buffer.from(text), dir: '.', files, factFunctions, attachmentKinds });
}

export const validText = readFileSync(new URL('valid.yaml', import.meta.url), 'utf8');

/** The valid playbook, with parts of its text replaced. */
export function playbookWith(...changes: [from: string, to: string][]): Playbook {
  const text = changes.reduce((before, [from, to]) => before.replace(from, to), validText);
  const { playbook, problems } = checkText(text);
  if (!playbook) throw new Error(JSON.stringify(problems, null, 2));
  return playbook;
}
