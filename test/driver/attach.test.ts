import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resumeCase } from '../../src/case/resume.js';
import { load } from '../../src/casework/playbooks.js';
import { analyseCase } from '../../src/driver/analyse.js';
import { attach } from '../../src/driver/attach.js';
import { LiveCase } from '../../src/driver/live-case.js';
import { sha256 } from '../../src/files/hash.js';
import { answersRespondent } from '../../src/terminal/answers.js';
import { newFolder } from '../helpers/casefile.js';
import { openNewCase } from '../helpers/new-case.js';
import { validText } from '../playbook/checked.js';

const clock = () => new Date('2025-02-11T04:00:00.000Z');
const write = {
  eventTimestamp: '2025-02-11T02:10:55Z',
  operationName: 'Microsoft.Relay/namespaces/write',
  status: 'Succeeded',
  caller: 'lee.admin@contoso.example',
};

/** A case whose first step is an attachment, with a finding over its rows. */
function newCase(): string {
  const dir = join(newFolder(), 'playbook');
  mkdirSync(join(dir, 'collectors'), { recursive: true });
  for (const name of ['Get-Host', 'Get-Tcp']) writeFileSync(join(dir, `collectors/${name}.ps1`), '');
  const finding =
    '  - { id: cloud, forEach: attached.log, when: "attachment.log == \'attached\'", says: "{{row.caller}}", innocent: ~, weight: 1, group: cloud }\n';
  const text = validText
    .replace("    ask: The proxy's log\n", "    ask: The proxy's log\n    reads: azureActivityLog\n")
    .replace('questions:\n', `${finding}questions:\n`)
    .replace(/ {2}- \{ id: log, kind: attach.*\n/, '')
    .replace('to: log }', 'to: verdict }')
    .replace('steps:\n', 'steps:\n  - { id: log, kind: attach, title: Proxy, attachment: log }\n');
  writeFileSync(join(dir, 'playbook.yaml'), text);
  const folder = openNewCase(load(dir));
  folder.close();
  return folder.dir;
}

/** Attaches a file of this content at the first step, then analyses; gives the case, and what was said of the file. */
async function attached(content: string) {
  const dir = newFolder();
  writeFileSync(join(dir, 'export.json'), content);
  const answers = { by: 'A', answers: {}, attach: { log: { file: 'export.json' } }, verdict: null, actions: {} };
  const respondent = answersRespondent({ answers, file: null, dir, why: 'test' } as never, 'A');
  const notes: string[] = [];
  const progress = { step() {}, begin() {}, done() {}, note: (text: string) => void notes.push(text) };
  const live = new LiveCase(resumeCase(newCase(), load, clock));
  const { due } = live;
  if (due.kind !== 'attach') throw new Error(due.kind);
  await attach(live, due.step, due.attachment, { respondent, account: 'a', progress });
  analyseCase(live);
  live.folder.close();
  return { live, notes };
}

test('rows of an attached file reach findings, and point into it', async () => {
  const { live, notes } = await attached(JSON.stringify([write, write]));
  expect(notes).toEqual(['A1: 2 rows of 2 records (JSON, UTF-8)']);
  expect(live.analysis?.findings).toMatchObject([
    { id: 'cloud', from: ['A1#1'], says: [{ value: 'lee.admin@contoso.example' }] },
    { id: 'cloud', from: ['A1#2'] },
  ]);
  expect(JSON.stringify(live.folder.journal.entries)).not.toContain('lee.admin');
});

test('a file that is not understood is kept, byte for byte, and said so', async () => {
  const { live, notes } = await attached('nothing to see\u202e');
  expect(notes).toEqual(['A1: not understood: it is neither JSON nor a table with a line of titles']);
  expect(readFileSync(join(live.folder.dir, 'attachments/A1/export.json'), 'utf8')).toBe('nothing to see\u202e');
  expect(live.analysis?.findings).toEqual([]);
  expect(live.attached()).toMatchObject({ log: { id: 'A1', state: 'notUnderstood', rows: [] } });
});

test('a file that was changed since is not read', async () => {
  const { live } = await attached(JSON.stringify([write]));
  writeFileSync(
    join(live.folder.dir, 'attachments/A1/export.json'),
    JSON.stringify([{ ...write, caller: 'someone else' }]),
  );
  expect(() => live.attached()).toThrow(/isn't the one that the journal names/);
});

test('of a file that stays with the responder the case holds the hash and nothing else', async () => {
  const dir = newFolder();
  writeFileSync(join(dir, 'export.json'), JSON.stringify([write]));
  const answers = { by: 'A', answers: {}, attach: { log: { hashOnly: 'export.json' } }, verdict: null, actions: {} };
  const respondent = answersRespondent({ answers, file: null, dir, why: 'test' } as never, 'A');
  const progress = { step() {}, begin() {}, done() {}, note() {} };
  const live = new LiveCase(resumeCase(newCase(), load, clock));
  const { due } = live;
  if (due.kind !== 'attach') throw new Error(due.kind);
  await attach(live, due.step, due.attachment, { respondent, account: 'a', progress });
  analyseCase(live);
  live.folder.close();
  const bytes = readFileSync(join(dir, 'export.json'));
  expect(live.folder.journal.entries.find(({ type }) => type === 'HASHED')?.data).toMatchObject({
    id: 'H1',
    attachment: 'log',
    held: { file: 'export.json', sha256: sha256(bytes), bytes: bytes.length },
  });
  expect(live.attached()).toMatchObject({ log: { id: null, state: 'unavailable', rows: [] } });
  expect(live.analysis?.findings).toEqual([]);
  expect(readdirSync(join(live.folder.dir, 'attachments'))).toEqual([]);
});
