import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { load } from '../../src/casework/playbooks.js';
import { checkUnshipped, isShipped } from '../../src/casework/script-check.js';
import type { CollectorSource } from '../../src/collectors/types.js';
import { engine } from '../helpers/engine.js';
import { playbooks } from '../helpers/playbooks.js';
import { warmPowerShell } from '../helpers/warm-engine.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const never = new AbortController().signal;
const full = () => warmPowerShell({ languageMode: 'FullLanguage' });

/** The shipped playbook under a folder of its own, with something added to one of its scripts. */
function changed(added: string) {
  const root = mkdtempSync(join(tmpdir(), 'casefile-'));
  folders.push(root);
  const { dir } = playbooks[0]!;
  cpSync(dir, join(root, 'own'), { recursive: true });
  cpSync(join(dir, '..', '_shared'), join(root, '_shared'), { recursive: true });
  const script = Object.values(playbooks[0]!.collectors).find(({ script }) => script.startsWith('collectors/'))!.script;
  appendFileSync(join(root, 'own', script), added);
  return load(join(root, 'own'));
}

const unused: CollectorSource = {
  kind: 'powershell',
  from: 'nowhere',
  probe: () => Promise.reject(new Error('started')),
  collect: () => Promise.reject(new Error('started')),
};

describe('the scripts of a playbook', () => {
  it('are not checked again when it is shipped', async () => {
    expect(isShipped(playbooks[0]!)).toBe(true);
    expect(await checkUnshipped(playbooks[0]!, unused, {}, never)).toBeNull();
  });

  it('are not called checked when evidence is replayed', async () => {
    const source = { ...unused, kind: 'replay' as const };
    expect(await checkUnshipped(changed('\n# one more\n'), source, {}, never)).toMatchObject({ checked: false });
  });
});

describe.skipIf(!engine)('the scripts of a playbook that is not shipped', { timeout: 90_000 }, () => {
  it('are checked before they run', async () => {
    expect(await checkUnshipped(changed('\n# one more\n'), full(), {}, never)).toEqual({ checked: true, why: null });
  });

  it('do not run when the check refuses them, unless the responder allows it', async () => {
    const playbook = changed("\nRemove-Item -LiteralPath 'C:\\x'\n");
    await expect(checkUnshipped(playbook, full(), {}, never)).rejects.toMatchObject({
      exit: 2,
      code: 'scripts-refused',
    });
    expect(await checkUnshipped(playbook, full(), { allowUnchecked: true }, never)).toMatchObject({ checked: false });
  });

  it('are unchecked where the language mode has no parser', async () => {
    const source = warmPowerShell({ languageMode: 'ConstrainedLanguage' });
    const status = await checkUnshipped(changed('\n# one more\n'), source, {}, never);
    expect(status).toEqual({ checked: false, why: expect.stringContaining('ConstrainedLanguage') });
  });
});
