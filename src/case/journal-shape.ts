import { outcomes, reasons } from '../domain/evidence.js';
import { actionDecisions, type JournalData, type JournalType } from '../domain/journal.js';

/** Says what is wrong with a value, `file.sha256 is no text`; null where nothing is. */
type Check = (value: unknown) => string | null;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text: Check = (value) => (typeof value === 'string' ? null : 'is no text');
const number: Check = (value) => (typeof value === 'number' ? null : 'is no number');
const yesOrNo: Check = (value) => (typeof value === 'boolean' ? null : 'is neither true nor false');
const object: Check = (value) => (isObject(value) ? null : 'is no object');
const json: Check = (value) => (value === undefined ? 'is missing' : null);

const oneOf =
  (known: readonly string[]): Check =>
  (value) =>
    known.includes(value as string) ? null : `is none of ${known.join(', ')}`;

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);

/** Journals of earlier versions do not have it. */
const added =
  (check: Check): Check =>
  (value) =>
    value === undefined ? null : check(value);

const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) ? (value.map(check).find((problem) => problem !== null) ?? null) : 'is no list';

/** Other fields than these are no problem: a later version of the same format may add some. */
const fields =
  (known: { [name: string]: Check }): Check =>
  (value) => {
    if (!isObject(value)) return 'is no object';
    for (const [name, check] of Object.entries(known)) {
      const problem = check((value as { [name: string]: unknown })[name]);
      if (problem) return /^is /.test(problem) ? `${name} ${problem}` : `${name}.${problem}`;
    }
    return null;
  };

const file = { file: text, sha256: text, bytes: number };
const tool = fields({ name: text, version: text });
const given = { by: text, account: text, source: oneOf(['terminal', 'answers', 'command']) };
const handling = fields({ caseRef: orNull(text), tlp: orNull(text), legalHold: yesOrNo });
const source = fields({
  ...{ name: text, outcome: oneOf(outcomes), reason: orNull(oneOf(reasons)) },
  ...{ from: orNull(text), to: orNull(text), oldest: orNull(text), truncated: yesOrNo },
});
const event = fields({
  ...{
    provider: orNull(text),
    id: orNull(number),
    channel: orNull(text),
    recordId: orNull(text),
    computer: orNull(text),
  },
  data: object,
});
const detection = fields({
  ...{ format: text, title: orNull(text), time: orNull(text), text, notHeld: list(text), event: orNull(event) },
  rule: fields({ datadog: orNull(text), sigma: orNull(text), name: orNull(text) }),
  host: fields({ name: orNull(text), aliases: list(text) }),
});
const answer = { ...given, question: text, value: json, because: orNull(text) };
const attempt = { evidence: text, collector: text, attempt: number, step: text };

/** What each type of entry carries, as {@link JournalData} declares it. */
const shapes: { [T in JournalType]: { [K in keyof Required<JournalData[T]>]: Check } } = {
  OPENED: {
    ...{ case: text, alert: fields(file), detection, tool, responder: text, account: text, inputs: object },
    playbook: fields({ id: text, version: text, sha256: text, files: list(fields(file)) }),
    inputFiles: added(list(fields({ ...file, windows: number, zones: list(text), leftOut: list(text) }))),
    method: fields({ kind: text, from: text }),
    ...{ hostIs: orNull(text), matchedBy: text, handling: added(handling) },
  },
  JOINED: {
    ...{ id: added(text), file: fields(file), detection, matchedBy: text, responder: text, account: text },
    handling,
  },
  COLLECTING: { ...attempt, script: fields({ path: text, sha256: text }), parametersSha256: text },
  COLLECTED: {
    ...{ ...attempt, file: fields(file), outcome: oneOf(outcomes), reason: orNull(oneOf(reasons)) },
    ...{ detail: orNull(text), items: number, sources: list(source), truncated: yesOrNo, host: orNull(text) },
  },
  ATTACHED: { ...given, attachment: text, id: text, file: fields(file), originalName: text },
  HASHED: { ...given, attachment: orNull(text), id: text, held: fields(file), note: orNull(text) },
  UNAVAILABLE: { ...given, attachment: text, reason: text },
  ANALYSED: { n: number, file: fields(file) },
  ANSWERED: { ...answer, shown: list(text) },
  REVISED: { ...answer, reason: text },
  NOTE: { ...given, text },
  CONCLUDED: { ...given, level: text, proposed: text, score: number, overridden: yesOrNo, because: orNull(text) },
  REVIEWED: { ...given, level: text, because: orNull(text) },
  HANDED_OVER: { ...given, to: text, note: orNull(text) },
  DECIDED_ACTION: { ...given, action: text, decision: oneOf(actionDecisions), because: orNull(text) },
  REPORTED: { file: fields(file), tool },
  INTERRUPTED: { signal: text, during: text },
  RESUMED: { tool, account: text, previousLock: orNull(text), source: orNull(text), hostIs: orNull(text) },
  UNLOCKED: { account: text, previousLock: text },
};

/**
 * What makes an entry none that this version of casefile writes or knows; null where nothing does. A hash says who wrote
 * the line before it, not who wrote this one: a chain can be made by anybody.
 */
export function entryProblem({ type, data }: { type?: unknown; data?: unknown }): string | null {
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type))
    return `its type ${JSON.stringify(type)} is none that this version knows`;
  const problem = fields(shapes[type as JournalType])(data);
  return problem === null
    ? null
    : `it is no ${type} of casefile: ${problem === 'is no object' ? `data ${problem}` : problem}`;
}
