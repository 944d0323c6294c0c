import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';

/** Every shipped playbook that passes its check, without its folder. What is wrong with the others is printed. */
export async function checkedPlaybooks() {
  const outdir = 'node_modules/.cache/casefile-checked';
  await bundle({ entryPoints: ['src/casework/playbooks.ts'], outdir });
  const { load, shippedPlaybooks } = await import(pathToFileURL(resolve(outdir, 'playbooks.js')).href);
  return shippedPlaybooks().flatMap(({ dir: folder }) => {
    try {
      const { dir: _, ...playbook } = load(folder);
      return [playbook];
    } catch (error) {
      console.warn(error.message);
      return [];
    }
  });
}
