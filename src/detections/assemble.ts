import type { Detection } from '../domain/detection.js';
import type { Json } from '../domain/json.js';
import type { FoundEvent } from './event/windows-event.js';
import { hostOf } from './host-name.js';
import { datadogRule, sigmaRule } from './rule-ids.js';
import { allText } from './strings.js';

/** What only a format knows. */
interface Parts {
  format: string;
  title: string | null;
  ruleName: string | null;
  /** Spellings of the host outside the event, the most trustworthy first. */
  hosts: (string | null)[];
  found: FoundEvent | null;
  /** When the event happened, where a field outside the event says so. */
  time?: string | null;
  /** What this format never contains. */
  neverHeld?: string[];
}

/** Builds the detection: rule ids, text and what is not held are the same work for every format. */
export function assemble(alert: Json, parts: Parts): Detection {
  const event = parts.found?.event ?? null;
  const time = parts.found?.time ?? parts.time ?? null;
  const host = hostOf(event?.computer ?? null, parts.hosts);
  const missing: [string, boolean][] = [
    ['host name', host.name === null],
    ['event time', time === null],
    ['event id', event === null || event.id === null],
    ['provider', event === null || event.provider === null],
    ['channel', event === null || event.channel === null],
    ['record id', event === null || event.recordId === null],
    ['event data', parts.found?.dataHeld !== true],
  ];
  return {
    format: parts.format,
    title: parts.title,
    rule: { datadog: datadogRule(alert), sigma: sigmaRule(alert), name: parts.ruleName },
    host,
    time,
    event,
    text: allText(alert),
    notHeld: [...missing.filter(([, absent]) => absent).map(([phrase]) => phrase), ...(parts.neverHeld ?? [])],
  };
}
