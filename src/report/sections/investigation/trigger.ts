import type { PhrasingContent, RootContent } from 'mdast';
import { outcomes } from '../../../domain/evidence.js';
import { isObject, type Json, objectsOf } from '../../../domain/json.js';
import type { Case } from '../../model/case.js';
import { ofType } from '../../model/collectors.js';
import { fromOf, textOf } from '../../model/facts.js';
import { type Cell, cappedTable, list, paragraph, table } from '../../nodes/blocks.js';
import { cite, refs } from '../../nodes/refs.js';
import { listed, quoted, say, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { outcomeWords } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** What fired, what its copy of the event contains, and what the rule cannot see. */
export const trigger: Section = {
  id: 'trigger',
  title: 'Trigger',
  shows: ['triggeringRecord'],
  render: (record) => {
    const { detection, alert, matchedBy, hostIs } = record.opened.data;
    const { rule, event, host } = detection;
    const rows: [string, Cell][] = [
      ['Title', value(detection.title)],
      ['Format', words(detection.format)],
      ['Event at', utc(detection.time, { milliseconds: true })],
      ['Rule', listed([rule.name, rule.datadog, rule.sigma].flatMap((id) => (id === null ? [] : [value(id)])))],
      ['Host in the alert', listed([...new Set([host.name, ...host.aliases])].map((name) => value(name)))],
      ['Event', event ? eventCell(event) : words('not in this copy')],
      [
        'Technique',
        listed(
          record.playbook.attack.map(({ tactic, technique, by }) =>
            words(`${tactic} ${technique} (asserted by ${by})`),
          ),
        ),
      ],
      ['Playbook chosen by', words(matchedBy)],
      [
        'Missing from this copy of the alert',
        detection.notHeld.length === 0 ? words('nothing that is needed') : listed(detection.notHeld.map(words)),
      ],
      ['Alert file', say`${value(alert.file)}, ${alert.bytes} bytes, sha256 ${value(alert.sha256)}`],
      ['In the host’s own log', inTheLog(record)],
    ];
    return [
      table(
        ['Point', 'Statement'],
        rows.map(([point, cell]) => [words(point), cell]),
      ),
      ...joined(record),
      ...(hostIs === null
        ? []
        : [
            paragraph(say`The collectors ran on a host with another name than the alert’s, because ${quoted(hostIs)}.`),
          ]),
      ...(record.playbook.blindSpots.length === 0
        ? []
        : [
            paragraph(words('What the rule cannot see:')),
            list(record.playbook.blindSpots.map((spot) => [words(spot)])),
          ]),
    ];
  },
};

/** Later alerts for this host that belong to this case. */
const joined = (record: Case): RootContent[] => {
  const entries = ofType(record.journal, 'JOINED');
  if (entries.length === 0) return [];
  return [
    paragraph(words('Alerts that joined this case:')),
    ...cappedTable(
      ['Alert', 'Joined (UTC)', 'Title', 'Event', 'Event at', 'Chosen by', 'Alert file', 'By'],
      entries.map(({ at, data: { id, detection, file, matchedBy, responder } }) => [
        refs([id]),
        utc(at),
        value(detection.title ?? detection.rule.name),
        detection.event ? eventCell(detection.event) : words('not in this copy'),
        utc(detection.time, { milliseconds: true }),
        words(matchedBy),
        say`${value(file.file)}, ${file.bytes} bytes, sha256 ${value(file.sha256)}`,
        value(responder),
      ]),
      'the journal',
    ),
  ];
};

const eventCell = (event: NonNullable<Case['opened']['data']['detection']['event']>): PhrasingContent[] =>
  listed(
    (
      [
        ['id', event.id],
        ['provider', event.provider],
        ['channel', event.channel],
        ['record', event.recordId],
        ['computer', event.computer],
      ] as const
    ).flatMap(([name, json]) => (json === null ? [] : [say`${words(name)} ${value(json)}`])),
  );

/** From the playbook's `triggeringRecord` facts, which findings use too. */
const inTheLog = (record: Case): PhrasingContent[] => {
  const fact = record.factsBy('triggeringRecord').map(({ value: json }) => json)[0];
  if (!isObject(fact)) return [words('not looked for')];
  const logs = objectsOf(fact['logs']).map(
    (log) =>
      say`${value(log['name'])} (${outcomeIn(log['outcome'])}, read from ${utc(log['from'])} to ${utc(log['to'])})`,
  );
  const read = logs.length === 0 ? [] : say`: ${listed(logs)}`;
  const cited = cite(fromOf(fact));
  if (fact['state'] === 'found') return say`found by ${words(textOf(fact, 'by') ?? '')}${cited}`;
  if (fact['state'] === 'notFound') return say`not found, although the log was read for that time${read}${cited}`;
  return say`cannot say, because ${words(textOf(fact, 'reason') ?? '')}${read}${cited}`;
};

const outcomeIn = (json: Json | undefined): PhrasingContent => {
  const outcome = outcomes.find((each) => each === json);
  return outcome ? words(outcomeWords[outcome]) : value(json);
};
