import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

/** A playbook's folder as plain YAML, read by name of file and not by the product's loader: findings.yaml is `findings`. */
export function plainPlaybook<Shape>(dir: string): Shape {
  const read = (file: string) => parse(readFileSync(join(dir, file), 'utf8'), { merge: true });
  const parts = readdirSync(dir).filter((file) => file.endsWith('.yaml') && file !== 'playbook.yaml');
  return {
    ...read('playbook.yaml'),
    ...Object.fromEntries(parts.map((file) => [basename(file, '.yaml'), read(file)])),
  };
}
