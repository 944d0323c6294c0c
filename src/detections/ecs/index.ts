import { isObject, type Json } from '../../domain/json.js';
import { assemble } from '../assemble.js';
import { eventTime } from '../event/time.js';
import { windowsEvent } from '../event/windows-event.js';
import { one, winlog } from '../event/winlog.js';
import { field, objectAt, textOf } from '../fields.js';
import { theOne } from '../the-one.js';
import type { DetectionReader } from '../types.js';

/** A document of the Elastic Common Schema: a Winlogbeat or Elastic Agent event, or a Kibana alert made from one. */
export const ecs: DetectionReader = {
  name: 'ecs',
  about: 'Elastic: a Winlogbeat or Elastic Agent event, or a Kibana alert, bare or as a search hit',
  example:
    '{"@timestamp":"2025-02-11T02:18:37.512Z","host":{"name":"HOST01"},"winlog":{"provider_name":"Microsoft-ServiceBus-Client","event_id":"40302","record_id":"17","computer_name":"HOST01","event_data":{"uri":"sb://…"}}}',
  recognises: (value) => Array.isArray(field(value, 'hits.hits')) || hitsOf(value).some(isDocument),
  read(value) {
    const document = theOne(hitsOf(value), 'Elasticsearch hits');
    const at = (path: string) => one(field(document, path));
    const first = (...paths: string[]) =>
      paths
        .map(at)
        .map(textOf)
        .find((text) => text !== null) ?? null;
    const raw = winlog(document);
    const filled = raw && { ...raw, provider: raw.provider ?? at('event.provider'), id: raw.id ?? at('event.code') };
    const ruleName = first('kibana.alert.rule.name', 'signal.rule.name', 'rule.name');
    // The @timestamp of a Kibana alert says when the alert was made; that of an event, when the event happened.
    const isAlert = objectAt(document, 'kibana.alert') !== null || objectAt(document, 'signal.rule') !== null;
    const original = at('kibana.alert.original_time') ?? at('signal.original_time');
    return assemble(value, {
      format: ecs.name,
      title: ruleName,
      ruleName,
      hosts: [first('host.name'), first('host.hostname'), first('agent.hostname')],
      found: filled && windowsEvent(filled, ecs),
      time: eventTime(isAlert ? original : at('@timestamp')),
    });
  },
};

/** The documents inside a search answer, a hit (`_source`, or `fields`), or the value itself. */
function hitsOf(value: Json): Json[] {
  const hits = field(value, 'hits.hits');
  if (Array.isArray(hits)) return hits.flatMap(hitsOf);
  return [[field(value, '_source'), field(value, 'fields')].find(isObject) ?? value];
}

const isDocument = (value: Json): boolean =>
  objectAt(value, 'winlog') !== null ||
  objectAt(value, 'kibana.alert') !== null ||
  (field(value, '@timestamp') !== undefined &&
    ['event', 'host', 'agent', 'ecs', 'signal'].some((name) => objectAt(value, name) !== null));
