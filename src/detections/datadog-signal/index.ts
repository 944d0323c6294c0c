import * as z from 'zod';
import { isObject, type Json } from '../../domain/json.js';
import { assemble } from '../assemble.js';
import { checkPart } from '../check.js';
import { type RawEvent, windowsEvent } from '../event/windows-event.js';
import { winlog } from '../event/winlog.js';
import { eventBlock } from '../event/xml.js';
import { field, findObject, objectAt, pick, textOf } from '../fields.js';
import { datadogRule } from '../rule-ids.js';
import { theOne } from '../the-one.js';
import type { DetectionReader } from '../types.js';
import { hostTags, tagsOf } from './tags.js';

const signal = z.looseObject({
  type: z.literal('signal'),
  attributes: z.looseObject({}, 'Expected an object with the attributes of the signal'),
});

/** A Datadog Cloud SIEM signal: the v2 API, the older flat or `content` shapes, and what a webhook makes of it. */
export const datadogSignal: DetectionReader = {
  name: 'datadog-signal',
  about: 'Datadog: a security signal, from the API, the Signals Explorer or a webhook',
  example:
    '{"data":{"id":"AQAA…","type":"signal","attributes":{"timestamp":"2025-02-11T02:19:04.000Z","message":"…","tags":["host:HOST01"],"custom":{"workflow":{"rule":{"defaultRuleId":"def-000-9kt","name":"…"}}}}}}',
  recognises: (value) =>
    isObject(value) &&
    (signalsOf(value).some(isSignal) ||
      layers(value).some((layer) => objectAt(layer, 'workflow.rule') !== null) ||
      (layers(value).length > 1 && tagsOf(value).length > 0) ||
      datadogRule(value) !== null),
  read(value) {
    const one = theOne(signalsOf(value), 'Datadog signals');
    if (isSignal(one)) checkPart(signal, one, datadogSignal);
    const all = layers(one);
    const ruleName = textOf(pick(all, 'workflow.rule.name', 'rule.name', 'rule_name'));
    return assemble(value, {
      format: datadogSignal.name,
      title: textOf(pick(all, 'title', 'alert_title', 'event_title')) ?? ruleName,
      ruleName,
      hosts: [textOf(pick(all, 'host', 'hostname', 'host.name')), ...hostTags(one)],
      found: windowsEvent(eventOf(one), datadogSignal),
    });
  },
};

/** A resource of the v2 API. */
const isSignal = (value: Json | undefined): boolean => field(value, 'type') === 'signal';

/** The signals of an answer of the v2 API, which wraps them in `data`; else the value itself. */
function signalsOf(value: Json): Json[] {
  const data = field(value, 'data');
  if (Array.isArray(data) && data.some(isSignal)) return data;
  return [data !== undefined && isSignal(data) ? data : value];
}

/** The objects that the generations of the format put a signal's attributes into, the outermost first. */
const layers = (value: Json): Json[] => [
  value,
  ...['attributes', 'attributes.attributes', 'attributes.custom', 'content', 'content.attributes', 'content.custom']
    .map((path) => field(value, path))
    .filter(isObject),
];

/**
 * The first Windows event inside the signal, as the Agent ships it or through Winlogbeat. Where a pipeline dropped the
 * event's block, `evt.id` may be all that is left.
 */
function eventOf(value: Json): RawEvent {
  const block = eventBlock(value) ?? winlog(value);
  const left = evtId(findObject(value, (object) => evtId(object) !== undefined));
  const none = { provider: undefined, channel: undefined, recordId: undefined, computer: undefined, time: undefined };
  return block ? { ...block, id: block.id ?? left } : { ...none, id: left, data: null };
}

/** Other sources put texts of their own into `evt.id`; only a number can be a Windows event id. */
function evtId(object: Json): string | undefined {
  const id = String(field(object, 'evt.id') ?? '');
  return /^\d{1,5}$/.test(id) ? id : undefined;
}
