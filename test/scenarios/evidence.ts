import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Json } from '../../src/domain/json.js';
import { newFolder } from '../helpers/casefile.js';
import type { Expected } from './expected.js';

/**
 * A scenario may have only what differs from its base: `base` in its expected.yaml, or else the scenario that its host is
 * based on (`base` in host.json, see test/windows/modules/Overlay.ps1). A file that it lacks is its base's: the alert, the
 * answers, each file of evidence.
 */
export function foldersOf(dir: string): string[] {
  const { base } = parse(readFileSync(join(dir, 'expected.yaml'), 'utf8')) as Expected;
  const folder = base === undefined ? baseOf(join(dir, 'host')) : join(dir, base);
  return folder === null ? [dir] : [dir, ...foldersOf(folder)];
}

/** The nearest scenario below a host, by the chain of its bases; null when there isn't one. */
function baseOf(host: string): string | null {
  const file = join(host, 'host.json');
  const { base } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { base?: string }) : {};
  if (base === undefined) return null;
  const scenario = join(host, base, '..');
  return existsSync(join(scenario, 'expected.yaml')) ? scenario : baseOf(join(host, base));
}

/** A file of a scenario, or of its base; undefined when neither has it. */
export const fileOf = (dir: string, name: string): string | undefined =>
  foldersOf(dir)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** Evidence of a scenario and of its bases, in one folder: its own when it has all of it. */
export function evidenceOf(dir: string): string {
  const folders = foldersOf(dir).map((folder) => join(folder, 'evidence'));
  if (folders.length === 1) return folders[0]!;
  const evidence = join(newFolder(), 'evidence');
  mkdirSync(evidence);
  for (const folder of folders.filter(existsSync).reverse())
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(evidence, name));
  return evidence;
}

/** Keeps recorded evidence in the folder of a scenario, as far as it differs from its base. */
export function keepEvidence(dir: string, recorded: string): void {
  const own = join(dir, 'evidence');
  rmSync(own, { recursive: true, force: true });
  for (const name of readdirSync(recorded)) {
    const inherited = fileOf(dir, join('evidence', name));
    if (inherited && content(inherited) === content(join(recorded, name))) continue;
    mkdirSync(own, { recursive: true });
    copyFileSync(join(recorded, name), join(own, name));
  }
}

/** What a file of evidence says about its host, without what differs each time it is recorded. */
function content(file: string): string {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const [first, ...rows] = lines.map((line) => JSON.parse(line) as { [field: string]: Json });
  const { evidence, started, origin, engine, ...header } = first!;
  const { pid, ...host } = (engine ?? {}) as { [field: string]: Json };
  const { ended, ...footer } = rows.pop()!;
  return JSON.stringify([header, host, rows, footer]);
}
