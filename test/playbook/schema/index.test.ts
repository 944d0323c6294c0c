import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatProblem } from '../../../src/playbook/problems.js';
import { playbookJsonSchema } from '../../../src/playbook/schema/index.js';
import { checkText } from '../checked.js';

const root = new URL('../../../playbooks/', import.meta.url);
const spec = readFileSync(new URL('playbook.spec.yaml', root), 'utf8');

test('playbook.schema.json is current (vitest -u writes it again)', async () => {
  const text = `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL('playbook.schema.json', root)));
});

test('the annotated playbook is valid', () => {
  expect(checkText(spec).problems.map(formatProblem)).toEqual([]);
});

test('the annotated playbook shows every field of the format', () => {
  const shown = keysOf(parse(spec));
  expect(fieldsOf(playbookJsonSchema()).filter((field) => !shown.has(field))).toEqual([]);
});

/** Names of all properties, however deep. */
function fieldsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties } = node as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(node).flatMap(fieldsOf)];
}

function keysOf(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return new Set([...own, ...Object.values(value).flatMap((item) => [...keysOf(item)])]);
}
