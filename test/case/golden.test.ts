import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JournalType } from '../../src/domain/journal.js';
import { casefile, newFolder, root } from '../helpers/casefile.js';

const golden = join(root, 'test/case/golden');
const names = readdirSync(golden, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** A copy, since work on a case takes its lock and goes on with its journal. */
function copyOf(name: string): string {
  const dir = join(newFolder(), name);
  cpSync(join(golden, name), dir, { recursive: true });
  return dir;
}

const elsewhere: [string, { env?: NodeJS.ProcessEnv; cwd?: string }][] = [
  ['another time zone', { env: { TZ: 'Asia/Kathmandu' } }],
  ['another language', { env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' } }],
  ['another folder and home', { cwd: '/', env: { HOME: '/nowhere', TZ: 'America/St_Johns', LC_ALL: 'C' } }],
];

describe.each(names)('a case of an earlier version: %s', (name) => {
  it('verifies', async () => {
    const ran = await casefile(['verify', copyOf(name), '--json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ differences: [] });
    expect(ran.code).toBe(0);
  });

  it('gives the same report bytes wherever it is made', async () => {
    const dir = copyOf(name);
    const here = await casefile(['report', dir, '--stdout'], { env: { TZ: 'UTC', LANG: 'C' } });
    expect(here.stdout).toContain('# Incident report:');
    for (const [where, options] of elsewhere) {
      const there = await casefile(['report', copyOf(name), '--stdout'], options);
      expect({ where, same: there.stdout === here.stdout }).toEqual({ where, same: true });
    }
  }, 60_000);

  it('can be written to', async () => {
    const dir = copyOf(name);
    expect((await casefile(['handover', dir, '--to', 'N. Ext'])).code).toBe(0);
    expect((await casefile(['verify', dir])).code).toBe(0);
  });
});

describe('the cases of earlier versions', () => {
  it('hold every type of journal entry but those of a note and of things that were not to be had', () => {
    const types = names.flatMap((name) =>
      readFileSync(join(golden, name, 'journal.jsonl'), 'utf8')
        .split('\n')
        .flatMap((line) => /"type":"([A-Z_]+)"/.exec(line)?.[1] ?? []),
    );
    const held: JournalType[] = [
      ...(['OPENED', 'JOINED', 'COLLECTING', 'COLLECTED', 'ATTACHED', 'ANALYSED', 'ANSWERED', 'REVISED'] as const),
      ...(['CONCLUDED', 'REVIEWED', 'HANDED_OVER', 'DECIDED_ACTION', 'REPORTED', 'RESUMED', 'UNLOCKED'] as const),
    ];
    expect(held.filter((type) => !types.includes(type))).toEqual([]);
  });
});
