import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../files/hash.js';
import type { CheckedPlaybook } from './checked.js';
import { bytesOf, playbookFile } from './files.js';
import { playbookHeading } from './schema/index.js';
import type { Trigger } from './types.js';
import { readYaml } from './yaml/read.js';

/** What listing and matching read of a playbook. */
export interface Heading {
  id: string;
  title: string;
  /** Null when they can't be read: loading the playbook says why. */
  triggers: Trigger[] | null;
  dir: string;
}

/** Playbooks in the folders under `root`, by id. Folders whose name begins with `_` aren't playbooks to run. */
export function listPlaybooks(root: string, checked: readonly CheckedPlaybook[] = []): Heading[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .filter(({ name }) => existsSync(join(root, name, playbookFile)))
    .map(({ name }) => readHeading(name, join(root, name), checked))
    .sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id));
}

function readHeading(name: string, dir: string, checked: readonly CheckedPlaybook[]): Heading {
  const file = join(dir, playbookFile);
  const bytes = bytesOf(file);
  const hash = sha256(bytes);
  const known = checked.find(({ files }) => files.some((each) => each.file === playbookFile && each.sha256 === hash));
  if (known) return { id: known.id, title: known.title, triggers: known.triggers, dir };
  const yaml = readYaml(file, bytes);
  const heading = playbookHeading.safeParse('source' in yaml ? yaml.source.data : null).data;
  return {
    id: heading?.id ?? name,
    title: heading?.title ?? 'cannot be read: check it with `casefile lint`',
    triggers: heading?.triggers ?? null,
    dir,
  };
}
