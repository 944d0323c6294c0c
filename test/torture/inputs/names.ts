import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, root } from '../../helpers/casefile.js';
import { finishedCase } from '../changes/faulty.js';
import { inLanes } from '../lanes.js';
import type { Found } from '../table.js';
import { rechain } from './doors.js';
import { type Ended, runWatched } from './run.js';

/** Names that every object of JavaScript has already, or takes as more than a name. */
export const names = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
] as const;

const inputs = join(root, 'test/torture/case');
/** What each name stands for: an object, so that one that is taken for a prototype would give every object `polluted`. */
const loaded = '{"polluted":"yes","value":"polluted"}';
/** A JSON object with every name, as text: in a literal of JavaScript `__proto__` is no name. */
const asJson = (value: string = loaded): string => `{${names.map((name) => `"${name}":${value}`).join(',')}}`;

/** A door, and whether each name is kept there or refused in words. */
interface Door {
  door: string;
  /** Changes the small case in a folder of its own. */
  change?: (folder: string) => void;
  args?: (folder: string, usual: string[], finished: string) => string[];
  /** Where every name must stand; `refused`: in the error, all of them or the one that it names. */
  kept: (ended: Ended, folder: string) => string;
  ends: number[];
}

const edit = (folder: string, file: string, change: (text: string) => string): void =>
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));

const caseOf = (folder: string): string => join(folder, 'cases', readdirSync(join(folder, 'cases'))[0] ?? '');
const journalOf = (_: Ended, folder: string): string => readFileSync(join(caseOf(folder), 'journal.jsonl'), 'utf8');
const reportOf = (_: Ended, folder: string): string => readFileSync(join(caseOf(folder), 'report/report.md'), 'utf8');
const error = ({ stderr }: Ended): string => stderr;
/** Where one refusal names one name. */
const anyOf = (ended: Ended): string => (names.some((name) => ended.stderr.includes(name)) ? names.join(' ') : '');

const doors: Door[] = [
  {
    door: 'event data of an alert',
    change: (folder) =>
      edit(folder, 'alert.json', (text) =>
        text.replace('"event_data": {', `"event_data": {${asJson('"polluted"').slice(1, -1)},`),
      ),
    kept: journalOf,
    ends: [0, 3],
  },
  {
    door: 'objects of an alert',
    change: (folder) =>
      edit(folder, 'alert.json', (text) => text.replace('"_source": {', `"_source": {${asJson().slice(1, -1)},`)),
    kept: (_, folder) => readFileSync(join(caseOf(folder), 'alert.json'), 'utf8'),
    ends: [0, 3],
  },
  {
    door: 'name of the host',
    change: (folder) =>
      edit(folder, 'alert.json', (text) => text.replaceAll(/APP12(?:\.contoso\.example)?/g, 'constructor')),
    args: (_, usual) => [...usual, '--host-is', 'a test'],
    kept: (ended, folder) => names.join(' ') + journalOf(ended, folder),
    ends: [0, 3],
  },
  {
    door: 'ids of a playbook',
    change: (folder) => {
      edit(folder, 'playbook/playbook.yaml', (text) =>
        text
          .replaceAll(/\bservices\b(?=[:\].])/g, 'constructor')
          .replaceAll(/\bagain\b(?=[:\]])/g, 'toString')
          .replaceAll(/(?<=answers\.|question: |id: |\n {2})expected\b/g, 'hasOwnProperty')
          .replaceAll(/\blog\b(?=:\n| \})/g, 'valueOf')
          .replaceAll(/\bstop\b(?=:\n|\] \})/g, 'prototype'),
      );
      cpSync(join(folder, 'evidence/services.1.jsonl'), join(folder, 'evidence/constructor.1.jsonl'));
      edit(folder, 'evidence/constructor.1.jsonl', (text) =>
        text.replace('"collector":"services"', '"collector":"constructor"'),
      );
      cpSync(join(folder, 'evidence/again.1.jsonl'), join(folder, 'evidence/toString.1.jsonl'));
      edit(folder, 'evidence/toString.1.jsonl', (text) =>
        text.replace('"collector":"again"', '"collector":"toString"'),
      );
      edit(folder, 'answers.yaml', (text) =>
        text
          .replace('  expected:', '  hasOwnProperty:')
          .replace('  log:', '  valueOf:')
          .replace('  stop:', '  prototype:'),
      );
    },
    kept: (ended, folder) => (ended.code === 0 ? `${names.join(' ')}${journalOf(ended, folder)}` : ended.stderr),
    ends: [0, 2],
  },
  {
    door: 'keys of a playbook',
    change: (folder) =>
      edit(
        folder,
        'playbook/playbook.yaml',
        (text) => `${text}\n${names.map((name) => `${name}: { polluted: yes }\n`).join('')}`,
      ),
    kept: anyOf,
    ends: [2],
  },
  ...(['collectors', 'questions', 'attachments', 'actions'] as const).map(
    (part): Door => ({
      door: `${part} of a playbook`,
      change: (folder) =>
        edit(folder, 'playbook/playbook.yaml', (text) =>
          text.replace(`\n${part}:\n`, `\n${part}:\n${names.map((name) => `  ${name}: { polluted: yes }\n`).join('')}`),
        ),
      kept: anyOf,
      ends: [2],
    }),
  ),
  ...(['answers', 'attach', 'actions'] as const).map(
    (part): Door => ({
      door: `${part} of an answers file`,
      change: (folder) =>
        edit(folder, 'answers.yaml', (text) =>
          text.replace(
            `\n${part}:\n`,
            `\n${part}:\n${names.map((name) => `  ${name}: { value: "polluted", polluted: yes }\n`).join('')}`,
          ),
        ),
      kept: anyOf,
      ends: [2],
    }),
  ),
  {
    door: 'keys of an answers file, merged',
    change: (folder) =>
      edit(
        folder,
        'answers.yaml',
        (text) => `${text}extra: &x { __proto__: { polluted: yes }, constructor: { polluted: yes } }\n<<: *x\n`,
      ),
    kept: anyOf,
    ends: [2],
  },
  {
    door: 'inputs',
    args: (_, usual) => [...usual, ...names.flatMap((name) => ['--input', `${name}=polluted`])],
    kept: error,
    ends: [2],
  },
  {
    door: 'fields of recorded rows',
    change: (folder) =>
      edit(folder, 'evidence/services.1.jsonl', (text) =>
        text.replace('{"name":"Spooler"', `{${asJson('"polluted"').slice(1, -1)},"name":"Spooler"`),
      ),
    kept: (_, folder) => (/not declared/.test(reportOf(_, folder)) ? names.join(' ') : ''),
    ends: [3],
  },
  {
    door: 'parts of a recording',
    change: (folder) =>
      edit(folder, 'evidence/services.1.jsonl', (text) =>
        text
          .replaceAll('{"schema"', `{${asJson().slice(1, -1)},"schema"`)
          .replace('"engine":{', `"engine":{${asJson().slice(1, -1)},`),
      ),
    kept: () => names.join(' '),
    ends: [0, 3],
  },
  {
    door: 'values of rows',
    change: (folder) =>
      edit(folder, 'evidence/services.1.jsonl', (text) =>
        text
          .replace(
            /(\{"name":"Windows.*\n)/,
            `$1${names.map((name) => `{"name":"${name}","path":"C:\\\\ProgramData\\\\${name}","account":"${name}","state":"${name}"}\n`).join('')}`,
          )
          .replace('"items":2', `"items":${2 + names.length}`),
      ),
    kept: reportOf,
    ends: [0, 3],
  },
  {
    door: 'fields of an attachment (JSON)',
    change: (folder) =>
      writeFileSync(
        join(folder, 'export.json'),
        `[${asJson()}, {"operationName":${asJson()},"caller":"a","properties":${asJson()}}]`,
      ),
    kept: (_, folder) => (/not understood|none of its/.test(_.stderr + reportOf(_, folder)) ? names.join(' ') : ''),
    ends: [0, 3],
  },
  {
    door: 'columns of an attachment (CSV)',
    change: (folder) =>
      writeFileSync(join(folder, 'export.json'), `${names.join(',')}\n${names.map(() => 'polluted').join(',')}\n`),
    kept: (_, folder) => (/not understood|none of its/.test(_.stderr + reportOf(_, folder)) ? names.join(' ') : ''),
    ends: [0, 3],
  },
  {
    door: 'columns of an attachment (tables of Log Analytics)',
    change: (folder) =>
      writeFileSync(
        join(folder, 'export.json'),
        `{"tables":[{"columns":[${names.map((name) => `{"name":"${name}"}`).join(',')}],"rows":[[${names.map(() => loaded).join(',')}]]}]}`,
      ),
    kept: (_, folder) => (/not understood|none of its/.test(_.stderr + reportOf(_, folder)) ? names.join(' ') : ''),
    ends: [0, 3],
  },
  {
    door: 'names of an attached file',
    change: (folder) => {
      cpSync(join(folder, 'export.json'), join(folder, '__proto__'));
      edit(folder, 'answers.yaml', (text) => text.replace('export.json', '__proto__'));
    },
    kept: (ended, folder) => (journalOf(ended, folder).includes('"originalName":"__proto__"') ? names.join(' ') : ''),
    ends: [0, 3],
  },
  ...(['csv', 'ics'] as const).map(
    (extension): Door => ({
      door: `calendar (${extension})`,
      change: (folder) =>
        writeFileSync(
          join(folder, `windows.${extension}`),
          extension === 'csv'
            ? `start,end,label,${names.join(',')}\n2025-02-11T00:00Z,2025-02-11T01:00Z,${names.join(' ')},${names.map(() => 'polluted').join(',')}\n`
            : `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:__proto__\r\nDTSTART;CONSTRUCTOR=x:20250211T000000Z\r\nDTEND:20250211T010000Z\r\nSUMMARY:${names.join(' ')}\r\n${['constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf'].map((name) => `${name}:polluted\r\n`).join('')}END:VEVENT\r\nEND:VCALENDAR\r\n`,
        ),
      args: (folder, usual) => [...usual, '--input', `changeWindows=${join(folder, `windows.${extension}`)}`],
      kept: journalOf,
      ends: [0, 3],
    }),
  ),
  {
    door: 'entries of a journal',
    args: (folder, _, finished) => {
      const dir = join(folder, 'case');
      cpSync(finished, dir, { recursive: true });
      rechain(dir, (data, type) => {
        if (type === 'ANSWERED') data['value'] = JSON.parse(asJson());
        for (const name of names) Object.defineProperty(data, name, { value: { polluted: 'yes' }, enumerable: true });
      });
      return ['report', dir, '--stdout'];
    },
    kept: () => names.join(' '),
    ends: [0, 5],
  },
  {
    door: 'ids in a journal',
    args: (folder, _, finished) => {
      const dir = join(folder, 'case');
      cpSync(finished, dir, { recursive: true });
      rechain(dir, (data, type) => {
        if (type === 'ANSWERED') data['question'] = 'constructor';
        if (type === 'ATTACHED') data['attachment'] = 'toString';
        if (type === 'DECIDED_ACTION') data['action'] = 'valueOf';
      });
      return ['report', dir, '--stdout'];
    },
    kept: () => names.join(' '),
    ends: [5],
  },
  {
    door: 'facts of an analysis',
    args: (folder, _, finished) => {
      const dir = join(folder, 'case');
      cpSync(finished, dir, { recursive: true });
      return ['report', dir, '--stdout', '--case-dir', '__proto__'];
    },
    kept: () => names.join(' '),
    ends: [0, 3],
  },
];

function smallCase(): { folder: string; usual: string[] } {
  const folder = newFolder();
  cpSync(inputs, folder, { recursive: true });
  mkdirSync(join(folder, 'cases'), { recursive: true });
  edit(folder, 'playbook/playbook.yaml', (text) =>
    text
      .replace(
        '\ncollectors:',
        '\ninputs:\n  changeWindows: { type: intervals, default: [], about: approved windows }\n\ncollectors:',
      )
      .replace('\n  log:\n', '\n  log:\n    reads: azureActivityLog\n'),
  );
  const usual = [
    ...[
      'run',
      join(folder, 'alert.json'),
      '--playbook',
      join(folder, 'playbook'),
      '--replay',
      join(folder, 'evidence'),
    ],
    ...['--answers', join(folder, 'answers.yaml'), '--no-input', '--json', '--case-dir', join(folder, 'cases')],
  ];
  return { folder, usual };
}

/** Names of prototypes at every door: no object gets what they hold, and each is shown, journaled or refused in words. */
export async function prototypeNames(choose: <T>(all: T[]) => T[] = (all) => all): Promise<Found> {
  const finished = await finishedCase(newFolder());
  const chosen = choose(doors);
  const wrong = await inLanes(chosen, async ({ door, change, args, kept, ends }) => {
    const { folder, usual } = smallCase();
    change?.(folder);
    const ended = await runWatched(args?.(folder, usual, finished) ?? usual);
    const there = ends.includes(ended.code!) ? kept(ended, folder) : '';
    const lost = ends.includes(ended.code!) ? names.filter((name) => !there.includes(name)) : [];
    const problems = [
      ...(ends.includes(ended.code!) ? [] : [`exit ${ended.code ?? ended.signal}: ${ended.stderr.slice(0, 400)}`]),
      ...(/This is a bug/.test(ended.stderr) ? ['a bug'] : []),
      ...ended.polluted.map((name) => `every object has ${name} now`),
      ...lost.map((name) => `${name} is gone without a word`),
    ];
    return problems.map((problem) => `${door}: ${problem}`);
  });
  const what = `prototype names, ${chosen.length} doors x ${names.length} names`;
  return { what, tried: chosen.length * names.length, lost: wrong.flat().length, wrong: wrong.flat() };
}
