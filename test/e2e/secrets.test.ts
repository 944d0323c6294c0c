import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, newFolder, type Ran } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';
import { maker, seeded } from '../secrets/corpus/random.js';

const story = 'hcm-adfs-tunnel';
const m = maker(seeded(11));
/** One secret a door, so that a leak says where it came in. */
const doors = [
  ...[
    'alert',
    'alertField',
    'answer',
    'reason',
    'input',
    'row',
    'warning',
    'file',
    'attachment',
    'environment',
    'caseRef',
  ],
  ...['responder', 'note', 'unknownOption', 'playbook', 'format', 'lint', 'revise'],
] as const;
const secrets = Object.fromEntries(doors.map((door) => [door, m.base64(32)])) as {
  [door in (typeof doors)[number]]: string;
};
const key = (door: keyof typeof secrets) => `SharedAccessKey=${secrets[door]}`;

const files = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(dir, file)).isFile());

/** Doors whose secret is in a text, as it is or in an encoding that a writer may have put it into. */
const leaksIn = (text: string): string[] =>
  doors.filter((door) => {
    const secret = secrets[door];
    const forms = [
      secret.slice(0, 40),
      encodeURIComponent(secret).slice(0, 40),
      secret.replaceAll('/', '-').slice(0, 40),
    ];
    return forms.some((form) => text.includes(form));
  });

const outputs = ({ stdout, stderr }: Ran): string => `${stdout}\n${stderr}`;

/** The story with a secret wherever somebody or something can put one. */
function prepared(): { dir: string; run: (cases: string, ...more: string[]) => Promise<Ran> } {
  const dir = newFolder();
  cpSync(example(story), dir, { recursive: true });
  const alert = JSON.parse(readFileSync(join(dir, 'alert.json'), 'utf8'));
  alert.attributes = { ...alert.attributes, message: `seen ${key('alert')}`, clientSecret: secrets.alertField };
  writeFileSync(join(dir, 'alert.json'), JSON.stringify(alert));

  const processes = join(dir, 'evidence', 'processes.1.jsonl');
  const lines = readFileSync(processes, 'utf8').trimEnd().split('\n');
  const row = JSON.parse(lines[1]!);
  const footer = JSON.parse(lines.at(-1)!);
  lines[1] = JSON.stringify({ ...row, commandLine: `hcm add ${key('row')}` });
  footer.warnings = [{ id: null, category: null, message: `failed at ${key('warning')}`, source: null }];
  footer.noiseSample = [`noise ${key('warning')}`];
  lines[lines.length - 1] = JSON.stringify(footer);
  writeFileSync(processes, `${lines.join('\n')}\n`);

  const named = `export ${key('file').replaceAll('/', '-')}.json`;
  writeFileSync(join(dir, named), JSON.stringify([{ operationName: 'x', note: key('attachment') }]));
  const answers = readFileSync(join(dir, 'answers.yaml'), 'utf8')
    .replace(/file: activity-log\.json/, `file: "${named}"`)
    .replace(/because: .*/, `because: "asked, ${key('reason')}"`)
    .replace(/ticket: .*/, `ticket: "${key('answer')}"`);
  expect(answers).toContain(secrets.reason);
  expect(answers).toContain(named);
  writeFileSync(join(dir, 'answers.yaml'), answers);
  return {
    dir,
    run: (cases, ...more) =>
      casefile(
        [
          ...['run', join(dir, 'alert.json'), '--replay', join(dir, 'evidence'), '--case-dir', cases, '--no-input'],
          ...['--answers', join(dir, 'answers.yaml'), '--save-answers', join(cases, '..', 'saved.yaml')],
          ...['--responder', `A. Meyer ${key('responder')}`, '--case-ref', key('caseRef'), ...more],
        ],
        { env: { AZURE_CONNECTION: key('environment'), DEBUG: '*', CASEFILE_DEBUG: '1', NODE_DEBUG: '' } },
      ),
  };
}

// A dozen runs of the command each.
describe('a secret at every door', { timeout: 240_000 }, () => {
  it('is in no output and no file of the case, but for the alert and the attachments as they were given', async () => {
    const { run } = prepared();
    const cases = join(newFolder(), 'cases');
    mkdirSync(cases);
    const ran = await run(cases, '--json');
    expect(ran.result.dir, ran.stderr).not.toBeNull();
    const dir = ran.result.dir!;
    const more = [
      await casefile(['revise', dir, 'authorised', '--reason', key('revise'), '--no-input', '--case-dir', cases]),
      await casefile(['handover', dir, '--to', 'B', '--note', key('note'), '--case-dir', cases]),
      await casefile(['report', dir, '--stdout']),
      await casefile(['report', dir, '--format', 'csv']),
      await casefile(['list', '--case-dir', cases]),
      await casefile(['verify', dir]),
    ];
    for (const each of [ran, ...more]) expect(leaksIn(outputs(each)), outputs(each)).toEqual([]);
    expect(leaksIn(readFileSync(join(cases, '..', 'saved.yaml'), 'utf8'))).toEqual([]);

    const given = /^(?:alert\.json|attachments[\\/].*)$/;
    const written = files(dir).map((file) => relative(dir, join(dir, file)));
    expect(written.filter((file) => leaksIn(file).length > 0)).toEqual([]);
    const leaks = written
      .filter((file) => !given.test(file))
      .flatMap((file) => leaksIn(readFileSync(join(dir, file), 'utf8')).map((door) => `${door} in ${file}`));
    expect(leaks).toEqual([]);
    // The doors were open: what is kept as it was given still has them, and the report says that something was there.
    expect(leaksIn(readFileSync(join(dir, 'alert.json'), 'utf8'))).toEqual(['alert', 'alertField']);
    expect(readFileSync(ran.result.report!, 'utf8')).toContain('[redacted:key:');
  });

  it('is in no message about what is wrong', async () => {
    const { dir, run } = prepared();
    const bad = join(dir, 'bad.yaml');
    writeFileSync(bad, `schema: casefile/answers@1\nanswers:\n  authorised: { value: "${key('answer')}" }\n`);
    const playbook = join(dir, 'playbook');
    mkdirSync(playbook);
    writeFileSync(
      join(playbook, 'playbook.yaml'),
      `schema: casefile/playbook@1\nid: "${key('lint')}"\n${key('lint')}: x\n`,
    );
    const wrong = [
      run(newFolder(), `--frob=${key('unknownOption')}`),
      run(newFolder(), '--json', `--frob=${key('unknownOption')}`),
      run(newFolder(), '--json', '--playbook', key('playbook')),
      run(newFolder(), '--input', key('input')),
      run(newFolder(), '--input', `lookback=${key('input')}`),
      run(newFolder(), '--json', '--answers', bad),
      run(newFolder(), '--plan'),
      run(newFolder(), '--plan', '--json'),
      casefile(['report', '--format', key('format')]),
      casefile(['lint', playbook]),
      casefile(['run', '-', '--json'], { stdin: `{"a": "${key('alert')}" b}` }),
      casefile(['run', '-', '--json'], { stdin: `{"${key('alert')}": 1}` }),
    ];
    for (const ran of await Promise.all(wrong)) expect(leaksIn(outputs(ran)), outputs(ran)).toEqual([]);
  });
});
