import type { PhrasingContent } from 'mdast';
import type { Case } from '../model/case.js';
import { triggeringRecord } from '../model/triggering-record.js';
import { type Cell, list, paragraph, table } from '../nodes/blocks.js';
import { evidence } from '../nodes/refs.js';
import { listed, quoted, say, value, words } from '../nodes/text.js';
import { utc } from '../nodes/time.js';
import { count, outcomeWords } from '../nodes/wording.js';
import type { Section } from './types.js';

/** What fired, what its copy of the event holds, and what the rule cannot see. */
export const trigger: Section = {
  id: 'trigger',
  title: 'Trigger',
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
        'This copy does not hold',
        detection.notHeld.length === 0 ? words('nothing that is missed') : listed(detection.notHeld.map(words)),
      ],
      ['Alert file', say`${value(alert.file)}, ${alert.bytes} bytes, sha256 ${value(alert.sha256)}`],
      ['In the host’s own log', inTheLog(record)],
    ];
    return [
      table(
        ['Point', 'Statement'],
        rows.map(([point, cell]) => [words(point), cell]),
      ),
      ...(hostIs === null
        ? []
        : [paragraph(say`The collectors ran on a host of another name than the alert’s, because ${quoted(hostIs)}.`)]),
      ...(record.playbook.blindSpots.length === 0
        ? []
        : [
            paragraph(words('What the rule cannot see:')),
            list(record.playbook.blindSpots.map((spot) => [words(spot)])),
          ]),
    ];
  },
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

const inTheLog = (record: Case): PhrasingContent[] => {
  const result = triggeringRecord(record);
  if (result === null) return say`cannot say: this copy holds neither a record id nor an event id with a time`;
  if (result.found) return say`found by ${words(result.by)}${evidence(result.refs)}`;
  if (result.searched.length === 0) return say`cannot say: no log that could hold it was read`;
  const ranges = result.searched.flatMap(({ evidence: id, rows, sources }) =>
    sources.map(
      (source) =>
        say`${value(source.name)} (${words(outcomeWords[source.outcome])}, ${utc(source.from)} to ${utc(source.to)}, ${words(count(rows, 'row'))}${evidence([id])})`,
    ),
  );
  return say`not found in ${listed(ranges)}`;
};
