import type { JsonObject } from './json.js';

/**
 * One alert in one shape, from any product.
 *
 * Made by a reader in `src/detections`; the raw alert is kept too, byte for byte. What this copy of the alert doesn't
 * contain is null, and is never guessed.
 */
export interface Detection {
  /** Name of the reader that understood the alert, e.g. `datadog-signal`. */
  format: string;
  /** The alert's own title; hostile text. */
  title: string | null;
  /** Vendor's identifiers for the rule that fired. */
  rule: {
    /** Datadog default rule id (`def-000-9kt`), found anywhere in the alert. */
    datadog: string | null;
    /** Sigma rule id (UUID), found anywhere in the alert. */
    sigma: string | null;
    /** The rule's name as the vendor spells it. */
    name: string | null;
  };
  /** The host that the alert is about. `name` is as the alert spells it; `aliases` are all other spellings in it. */
  host: { name: string | null; aliases: string[] };
  /** When the triggering event happened (not when the alert was made): UTC ISO-8601 with milliseconds. */
  time: string | null;
  /** The triggering Windows event, as far as this copy of it goes. */
  event: DetectionEvent | null;
  /** Every string of the alert, one a line: what a trigger's `anyText` is looked for in. */
  text: string;
  /** What an investigator would expect and this copy doesn't contain, as short phrases (`event data`, `record id`). */
  notHeld: string[];
}

/** An alert that joined a case, by the id that claims cite: `alert2`. */
export interface JoinedDetection {
  id: string;
  detection: Detection;
}

/** A Windows event as an alert carries it. Field names follow the Windows event schema. */
export interface DetectionEvent {
  provider: string | null;
  id: number | null;
  channel: string | null;
  /** EventRecordID as decimal text: it can exceed 2^53. */
  recordId: string | null;
  /** Computer as the event spells it. */
  computer: string | null;
  /** Named event data. 40300 and 40301 of Microsoft-ServiceBus-Client have none by design. */
  data: JsonObject;
}
