import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCaseFolder } from '../helpers/case-folder.js';
import { example, newFolder, replayOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';

const story = 'hcm-authorised';
const evidence = ['--replay', example(story, 'evidence')];
const foreign = 'sb://evil-ns.servicebus.windows.net/dc-mgmt';

/** An alert of the same host about a relay that neither configuration nor events name. */
function secondAlert(dir: string): string {
  const file = join(dir, 'second.json');
  const first = readFileSync(example(story, 'alert.json'), 'utf8');
  const event = JSON.parse(first) as { winlog?: object };
  writeFileSync(
    file,
    JSON.stringify({
      '@timestamp': '2025-03-02T07:00:00.000Z',
      event: { code: '40302', provider: 'Microsoft-ServiceBus-Client' },
      host: { name: 'APP03.contoso.example' },
      winlog: {
        ...event.winlog,
        event_id: '40302',
        provider_name: 'Microsoft-ServiceBus-Client',
        channel: 'Microsoft-ServiceBus-Client/Operational',
        computer_name: 'APP03.contoso.example',
        event_data: { uri: foreign },
      },
    }),
  );
  return file;
}

test('the event of an alert that joined is evidence like the first one’s, and is cited', async () => {
  const cases = newFolder();
  const waiting = await casefile([
    'run',
    example(story, 'alert.json'),
    ...evidence,
    '--no-input',
    '--case-dir',
    cases,
    '--json',
  ]);
  expect(waiting.result.status).toBe('waiting');
  const second = ['run', secondAlert(cases), ...evidence, '--no-input', '--case-dir', cases, '--json', '--join'];
  const joined = await casefile(second);
  expect(joined.result.case).toBe(waiting.result.case);
  const { facts } = readCaseFolder(joined.result.dir!).analysis;
  expect(facts['relays']).toMatchObject([
    { namespace: 'corp-app-relay' },
    { connection: 'evil-ns/dc-mgmt', knownFrom: ['alert'], from: ['alert2'] },
  ]);
  const report = readFileSync(joined.result.report!, 'utf8');
  expect(report).toMatch(/listened on `evil-ns\/dc-mgmt`.*\[alert2\]/);
  expect(report).toMatch(/^\| \[alert2\] \| alert that joined the case \|/m);
});

test('a file of which only the hash is kept stays out of the case, and the report says what that means', async () => {
  const { result } = await casefile(replayOf(story, newFolder()));
  const raw = join(newFolder(), 'Security.evtx');
  writeFileSync(raw, 'SharedAccessKey=not-in-the-case');
  const hashed = await casefile(['attach', result.dir!, raw, '--hash-only', '--note', 'exported by hand', '--json']);
  expect(hashed.code).toBe(0);
  const report = readFileSync(result.report!, 'utf8');
  expect(report).toMatch(
    /^\| `H1` \| kept by the responder, not in the case and not read: “exported by hand” \| `Security\.evtx` \|/m,
  );
  expect(report).toContain('No rule has read them');
  expect(readFileSync(join(result.dir!, 'journal.jsonl'), 'utf8')).not.toContain('not-in-the-case');
  expect((await casefile(['verify', result.dir!])).code).toBe(0);
});

test('without --hash-only, or with a file that is not there, nothing is journaled', async () => {
  const { result } = await casefile(replayOf(story, newFolder()));
  const before = readFileSync(join(result.dir!, 'journal.jsonl'), 'utf8');
  const there = example(story, 'alert.json');
  expect((await casefile(['attach', result.dir!, there])).code).toBe(2);
  expect((await casefile(['attach', result.dir!, there, '/nowhere/x.evtx', '--hash-only'])).code).toBe(2);
  expect(readFileSync(join(result.dir!, 'journal.jsonl'), 'utf8')).toBe(before);
});
