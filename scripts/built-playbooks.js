import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';

/** The shipped playbooks that pass their check, ready for a start. What is wrong with the others is printed. */
export async function builtPlaybooks() {
  const outdir = 'node_modules/.cache/casefile-checked';
  const entryPoints = ['src/casework/playbooks.ts', 'src/playbook/build.ts'];
  await bundle({ entryPoints, outdir, outbase: 'src' });
  const built = (file) => import(pathToFileURL(resolve(outdir, file)).href);
  const { load, shippedPlaybooks } = await built('casework/playbooks.js');
  const { buildPlaybooks } = await built('playbook/build.js');
  const playbooks = shippedPlaybooks().flatMap(({ dir }) => {
    try {
      return [load(dir)];
    } catch (error) {
      console.warn(error.message);
      return [];
    }
  });
  return buildPlaybooks(playbooks);
}
