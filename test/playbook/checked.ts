import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { factFunctions } from '../../src/analysis/facts/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import { checkPlaybook } from '../../src/playbook/check.js';
import type { Playbook } from '../../src/playbook/types.js';

/** A valid playbook, and next to it one mistake per file, as a diff: `<code>.diff` is reported with that code. */
export const examples = fileURLToPath(new URL('../invalid-playbooks/', import.meta.url));

/** Checks a playbook text as if it lay in a folder with the two scripts that `base.yaml` names. */
export function checkText(text: string, file = 'playbook.yaml') {
  const files = ['collectors/Get-Host.ps1', 'collectors/Get-Tcp.ps1'].map((name) => ({
    file: name,
    sha256: '',
    bytes: 0,
  }));
  return checkPlaybook({ file, bytes: Buffer.from(text), dir: '.', files, factFunctions, attachmentKinds });
}

export const validText = readFileSync(`${examples}base.yaml`, 'utf8');

/**
 * The valid playbook with a diff applied. Each part of it, between lines `@@`, is what a unified diff has: lines of the
 * playbook begin with a blank or `-`, those of the result with a blank or `+`.
 * @throws Error for a part whose lines are not in the playbook exactly once.
 */
export const patched = (diff: string): string =>
  diff.split(/^@@$\n?/m).reduce((text, part) => {
    const lines = (marks: string) =>
      part
        .split('\n')
        .filter((line) => line !== '' && marks.includes(line[0]!))
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    const [before, after, ...more] = `\n${text}`.split(`\n${lines(' -')}`);
    if (after === undefined || more.length > 0) throw new Error(`Not in the playbook exactly once:\n${part}`);
    return `${before}\n${lines(' +')}${after}`.slice(1);
  }, validText);

/** The valid playbook, with parts of its text replaced. */
export function playbookWith(...changes: [from: string, to: string][]): Playbook {
  const text = changes.reduce((before, [from, to]) => before.replace(from, to), validText);
  const { playbook, problems } = checkText(text);
  if (!playbook) throw new Error(JSON.stringify(problems, null, 2));
  return playbook;
}
