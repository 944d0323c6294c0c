import { actionDecisions, type JournalType } from '../../domain/journal.js';
import type { JsonObject } from '../../domain/json.js';
import {
  anObject,
  anything,
  count,
  fields,
  flag,
  listOf,
  number,
  oneOf,
  orNull,
  type Shape,
  text,
} from '../../domain/shape.js';
import { toIso } from '../../domain/time.js';
import { collector, fileElsewhere, fileRef, outcome, reason, source, texts } from '../shapes.js';

const given = { by: text, account: text, source: oneOf(['terminal', 'answers', 'command']) };
const tool = fields({ name: text, version: text });
const handling = fields({ caseRef: orNull(text), tlp: orNull(text), legalHold: flag });
const detection = fields({
  format: text,
  title: orNull(text),
  rule: fields({ datadog: orNull(text), sigma: orNull(text), name: orNull(text) }),
  host: fields({ name: orNull(text), aliases: texts }),
  time: orNull(text),
  event: orNull(
    fields({
      ...{ provider: orNull(text), id: orNull(number), channel: orNull(text), recordId: orNull(text) },
      ...{ computer: orNull(text), data: anObject },
    }),
  ),
  text,
  notHeld: texts,
});
const attempt = { evidence: text, collector, attempt: count, step: text };

/** The fields of each type of entry. `domain/journal.ts` says what they mean. */
const shapes: { [type in JournalType]: Shape } = {
  OPENED: fields({
    ...{ case: text, alert: fileRef, detection, tool, responder: text, account: text, inputs: anObject },
    playbook: fields({ id: text, version: text, sha256: text, files: listOf(fileRef) }),
    inputFiles: listOf(
      fields({ file: text, sha256: text, bytes: count, windows: count, zones: texts, leftOut: texts }),
    ),
    method: fields({ kind: text, from: text }),
    ...{ hostIs: orNull(text), matchedBy: text, handling },
    scripts: (value, at) => (value === undefined ? null : fields({ checked: flag, why: orNull(text) })(value, at)),
  }),
  JOINED: fields({
    id: text,
    file: fileRef,
    detection,
    matchedBy: text,
    responder: text,
    account: text,
    handling,
  }),
  COLLECTING: fields({ ...attempt, script: fields({ path: text, sha256: text }), parametersSha256: text }),
  COLLECTED: fields({
    ...{ ...attempt, file: fileRef, outcome, reason, detail: orNull(text), items: count },
    ...{ sources: listOf(source), truncated: flag, host: orNull(text) },
  }),
  ATTACHED: fields({ ...given, attachment: text, id: text, file: fileRef, originalName: text }),
  HASHED: fields({ ...given, attachment: orNull(text), id: text, held: fileElsewhere, note: orNull(text) }),
  UNAVAILABLE: fields({ ...given, attachment: text, reason: text }),
  ANALYSED: fields({ n: count, file: fileRef }),
  ANSWERED: fields({ ...given, question: text, value: anything, because: orNull(text), shown: texts }),
  REVISED: fields({ ...given, question: text, value: anything, because: orNull(text), reason: text }),
  NOTE: fields({ ...given, text }),
  CONCLUDED: fields({
    ...given,
    ...{ level: text, proposed: text, score: number, overridden: flag, because: orNull(text) },
  }),
  REVIEWED: fields({ ...given, level: text, because: orNull(text) }),
  HANDED_OVER: fields({ ...given, to: text, note: orNull(text) }),
  DECIDED_ACTION: fields({ ...given, action: text, decision: oneOf(actionDecisions), because: orNull(text) }),
  REPORTED: fields({ file: fileRef, tool }),
  INTERRUPTED: fields({ signal: text, during: text }),
  RESUMED: fields({
    ...{ tool, account: text, previousLock: orNull(text), source: orNull(text), hostIs: orNull(text) },
  }),
  UNLOCKED: fields({ account: text, previousLock: text }),
};

/** A time as `toIso` writes it. */
const moment: Shape = (value, at) => {
  const date = new Date(typeof value === 'string' ? value : Number.NaN);
  return !Number.isNaN(date.getTime()) && toIso(date) === value ? null : `${at} isn't a UTC time with milliseconds`;
};

/**
 * Why casefile can't have written an entry, or null. The chain shows that a line wasn't changed after it was hashed. It
 * doesn't show who hashed it, and a case folder can come from anybody.
 */
export function journalMisfit({ type, at, data }: JsonObject): string | null {
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) return "this version doesn't know its type";
  return moment(at, 'its time') ?? shapes[type as JournalType](data, 'its data');
}
