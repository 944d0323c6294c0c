import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { casefile, newFolder, type Ran, root } from '../../helpers/casefile.js';

const inputs = join(root, 'test/torture/case');

/** A run of the small case in which these strings stand wherever a host, an alert or a person can put them. */
export interface HostileRun {
  ran: Ran;
  cases: string;
  /** The same through `verify`, `list`, `handover` and `report --stdout`: what they print. */
  printed: string;
}

/**
 * @param strings go into every row of the evidence, the alert, the answers and the options.
 * @param names of the attached file and of the host, where they are not usual ones; `alone`: the run and nothing after it.
 */
export async function runHostile(
  strings: string[],
  { fileName = 'export.json', host, alone = false }: { fileName?: string; host?: string; alone?: boolean } = {},
): Promise<HostileRun> {
  const folder = newFolder();
  const cases = join(folder, 'deep', 'er', 'cases');
  mkdirSync(join(folder, 'files'), { recursive: true });
  mkdirSync(join(folder, 'evidence'));
  writeEvidence(join(folder, 'evidence'), strings);
  writeFileSync(join(folder, 'files', fileName), JSON.stringify(strings.map((text) => ({ text }))));
  const [some] = [strings.join(' ')];
  const answers = {
    schema: 'casefile/answers@1',
    by: `R. Okafor ${some}`,
    answers: { expected: { value: 'no', because: some || 'Nobody knows of it.' } },
    attach: { log: { file: join(folder, 'files', fileName) } },
    verdict: { confirm: true },
    actions: { stop: { decision: 'planned', by: `M. Santos ${some}`, because: some || 'Later.' } },
  };
  writeFileSync(join(folder, 'answers.yaml'), stringify(answers));
  writeFileSync(join(folder, 'alert.json'), JSON.stringify(alertWith(some ?? '', host)));
  const ran = await casefile([
    ...['run', join(folder, 'alert.json'), '--playbook', join(inputs, 'playbook'), '--case-dir', cases, '--json'],
    ...['--replay', join(folder, 'evidence'), '--answers', join(folder, 'answers.yaml'), '--no-input'],
    ...['--host-is', `test ${some}`, '--case-ref', `ref ${some}`.replaceAll('\0', '')].map((arg) =>
      arg.replaceAll('\0', ''),
    ),
  ]);
  let printed = ran.stderr;
  if (alone) return { ran, cases, printed };
  for (const [command, ...more] of [
    ['handover', '--to', `N. Ext ${some}`.replaceAll('\0', ''), '--note', `note ${some}`.replaceAll('\0', '')],
    ['verify'],
    ['list'],
  ]) {
    const args = command === 'list' ? [command] : [command!, ...(ran.result.dir ? [ran.result.dir] : [])];
    const said = await casefile([...args, '--case-dir', cases, ...more]);
    printed += said.stdout + said.stderr;
    if (command === 'verify' && said.code !== 0) printed += `\x1b does not verify`;
  }
  return { ran, cases, printed };
}

function writeEvidence(dir: string, strings: string[]): void {
  for (const collector of ['services', 'again']) {
    const lines = readFileSync(join(inputs, `evidence/${collector}.1.jsonl`), 'utf8')
      .trimEnd()
      .split('\n');
    const rows = strings.map((text) => ({ name: text, path: `C:\\ProgramData\\${text}`, account: text, state: text }));
    const header = JSON.parse(lines[0]!) as { engine: object };
    const footer = JSON.parse(lines.at(-1)!) as { sources: object[] };
    const all = [
      header,
      ...rows,
      { name: 'Spooler', path: null, account: null, state: null },
      { ...footer, items: rows.length + 1, noise: 1, noiseSample: [strings.join(' ')] },
    ];
    writeFileSync(join(dir, `${collector}.1.jsonl`), all.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
}

function alertWith(text: string, host: string | undefined): object {
  const alert = JSON.parse(readFileSync(join(inputs, 'alert.json'), 'utf8')) as {
    _source: { host: { name: string; hostname: string }; winlog: { computer_name: string; event_data: object } };
  };
  const { winlog } = alert._source;
  winlog.event_data = { ...winlog.event_data, ServiceName: `svc ${text}`, ImagePath: `C:\\ProgramData\\${text}` };
  if (host !== undefined) {
    alert._source.host = { name: host, hostname: host };
    winlog.computer_name = host;
  }
  return alert;
}
