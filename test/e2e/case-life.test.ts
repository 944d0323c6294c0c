import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { example, newFolder, type Ran, replayOf, reportOf } from '../helpers/casefile.js';
import { casefile } from '../helpers/in-process.js';

const story = 'hcm-adfs-tunnel';
const replay = ['--replay', example(story, 'evidence'), '--no-input', '--json'];
/** A case that waits for its first answer. */
const open = (cases: string, ...more: string[]) =>
  casefile(['run', example(story, 'alert.json'), ...replay, '--case-dir', cases, ...more]);
const casesIn = (dir: string) => readdirSync(dir);

/** The story's alert a minute later: another alert for the same host. */
function laterAlert(): string {
  const file = join(newFolder(), 'alert.json');
  writeFileSync(file, readFileSync(example(story, 'alert.json'), 'utf8').replaceAll('02:18:37', '02:19:37'));
  return file;
}

describe('a second alert for a host with an open case', () => {
  it('joins that case with --join, and the report lists it', async () => {
    const cases = newFolder();
    const first = await open(cases);
    const answers = ['--answers', example(story, 'answers.yaml'), '--responder', 'J. Doe'];
    const second = await casefile(['run', laterAlert(), ...replay, '--case-dir', cases, '--join', ...answers]);
    expect(second.stderr).toContain(`joins the open case ${first.result.case}`);
    expect(second.result).toMatchObject({ case: first.result.case, status: 'concluded' });
    expect(casesIn(cases)).toHaveLength(1);
    expect(reportOf(second)).toMatch(/Alerts that joined this case:[^#]*`alerts\/2\.json`[^#]*`J\. Doe`/);
    expect((await casefile(['verify', '--case-dir', cases])).code).toBe(0);
  });

  it('opens a case of its own without --join, and names the open one', async () => {
    const cases = newFolder();
    const first = await open(cases, '--responder', 'A. Meyer');
    const second = await casefile(['run', laterAlert(), ...replay, '--case-dir', cases]);
    expect(second.stderr).toContain(`Open case ${first.result.case}`);
    expect(second.stderr).toContain('by A. Meyer');
    expect(casesIn(cases)).toHaveLength(2);
  });

  it('opens a case of its own once the earlier one has reached its end', async () => {
    const cases = newFolder();
    await casefile(replayOf(story, cases));
    await casefile(['run', laterAlert(), ...replay, '--case-dir', cases]);
    expect(casesIn(cases)).toHaveLength(2);
  });

  it('that is the very same alert is a resume, and no second alert', async () => {
    const cases = newFolder();
    const first = await open(cases);
    const again = await open(cases, '--join');
    expect(again.result.dir).toBe(first.result.dir);
    expect(readFileSync(join(again.result.dir!, 'journal.jsonl'), 'utf8')).not.toContain('"JOINED"');
  });

  it('is exit 6 while somebody works on that case, and says how to open another', async () => {
    const cases = newFolder();
    const { result } = await open(cases);
    const holder = { pid: process.pid, started: null, host: hostname(), since: '2025-02-11T04:00:00.000Z' };
    writeFileSync(join(result.dir!, 'lock'), JSON.stringify(holder));
    const second = await casefile(['run', laterAlert(), ...replay, '--case-dir', cases, '--join']);
    expect(second.result).toMatchObject({ exit: 6, error: { code: 'case-locked' } });
    expect(second.stderr).toContain('--new-case');
  });

  it('for another host opens another case', async () => {
    const cases = newFolder();
    await open(cases);
    const [alert, evidence] = [example('hcm-authorised', 'alert.json'), example('hcm-authorised', 'evidence')];
    await casefile(['run', alert, '--replay', evidence, '--no-input', '--case-dir', cases]);
    expect(casesIn(cases)).toHaveLength(2);
  });
});

describe('handover', () => {
  it('says what is open, and from then on the case is the next responder’s', async () => {
    const cases = newFolder();
    await open(cases, '--responder', 'A. Meyer');
    const command = ['handover', '--case-dir', cases, '--to', 'B. Ito', '--note', 'The owner calls back at nine.'];
    const { code, stdout } = await casefile([...command, '--json']);
    const document = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      ...{ schema: 'casefile/handover@1', from: 'A. Meyer', to: 'B. Ito' },
      open: { pending: { kind: 'ask', key: 'answers.authorised' }, gaps: [], unavailable: [] },
    });
    expect(document.open.unanswered[0]).toBe('authorised');

    const answers = join(newFolder(), 'answers.yaml');
    const nameless = readFileSync(example(story, 'answers.yaml'), 'utf8').replace(/^by:.*\n/m, '');
    writeFileSync(
      answers,
      nameless.replace(/file: (\S+)/g, (_, file) => `file: ${example(story, file)}`),
    );
    const resumed = await casefile(['resume', '--case-dir', cases, '--answers', answers, '--no-input', '--json']);
    expect(resumed.result.status).toBe('concluded');
    expect(reportOf(resumed)).toContain('By `B. Ito`');
    expect(reportOf(resumed)).toMatch(/### Hand-overs\n\n- To `B\. Ito`, by `A\. Meyer`.*nine/);
  });

  it('names what is planned, and what was not to be had', async () => {
    const cases = newFolder();
    const ran = await casefile(replayOf(story, cases));
    const { stdout } = await casefile(['handover', ran.result.dir!, '--to', 'B. Ito']);
    expect(stdout).toMatch(/Actions.*\(blockEgress\): planned/);
    expect(stdout).toContain('the playbook is finished');
  });
});

describe('review', () => {
  const review = (cases: string, by: string): Promise<Ran> =>
    casefile(['review', '--case-dir', cases, '--by', by, '--because', 'read all of it', '--json']);

  it('puts a second name under the verdict, where the report said that there is none', async () => {
    const cases = newFolder();
    const ran = await casefile(replayOf('hcm-authorised', cases));
    expect(reportOf(ran)).toContain('**Not reviewed:** no second person has confirmed the benign verdict.');
    expect((await review(cases, 'Q. Lee')).code).toBe(0);
    const after = readFileSync(ran.result.report!, 'utf8');
    expect(after).toContain('Reviewed by `Q. Lee`');
    expect(after).toContain('reviewedBy: "Q. Lee"');
    expect(after).not.toContain('Not reviewed');
  });

  it('refuses the name of one who decided, in any spelling', async () => {
    const cases = newFolder();
    await casefile(replayOf(story, cases));
    const refused = await review(cases, 'm. santos ');
    expect(refused.result).toMatchObject({ exit: 2, error: { code: 'reviewer-decided' } });
  });

  it('refuses a case without a verdict', async () => {
    const cases = newFolder();
    await open(cases);
    expect((await review(cases, 'Q. Lee')).result).toMatchObject({ exit: 2, error: { code: 'nothing-to-review' } });
  });
});

describe('how a case is handled', () => {
  it('is in the result, on the terminal and on the first lines of the report', async () => {
    const ran = await open(newFolder(), '--tlp', 'amber+strict', '--case-ref', 'INC-4711', '--legal-hold');
    expect(ran.result.handling).toEqual({ caseRef: 'INC-4711', tlp: 'AMBER+STRICT', legalHold: true });
    expect(ran.stderr).toContain('TLP:AMBER+STRICT, case reference INC-4711, legal hold');
    const [front, first] = reportOf(ran).split('## At a glance')[0]!.split('\n---\n');
    expect(front).toContain('caseRef: "INC-4711"\ntlp: "AMBER+STRICT"\nlegalHold: true');
    expect(first).toContain('**TLP:AMBER+STRICT.** Case reference “INC-4711”. **Legal hold:**');
  });

  it('withholds the card that deletes under a legal hold, and nobody is asked about it', async () => {
    const held = await casefile([...replayOf('suspicious-service', newFolder()), '--legal-hold']);
    expect(held.result.status).toBe('concluded');
    expect(reportOf(held)).toMatch(/Withheld, because this case is under a legal hold\.\*\*[^#]*Delete the service/);
    expect(reportOf(held)).not.toContain('sc.exe delete');
    const free = await casefile(replayOf('suspicious-service', newFolder()));
    expect(reportOf(free)).toContain("sc.exe delete 'WinTelemetrySync'");
  });

  it('a hold that comes with the very same alert is not lost', async () => {
    const cases = newFolder();
    await open(cases);
    const again = await open(cases, '--legal-hold', '--join');
    expect(again.result.handling).toMatchObject({ legalHold: true });
    expect(reportOf(again)).toContain('**Legal hold:**');
  });

  it('refuses a label that TLP 2.0 has not', async () => {
    expect((await open(newFolder(), '--tlp', 'white')).result).toMatchObject({
      exit: 2,
      error: { code: 'tlp-unknown' },
    });
  });
});
