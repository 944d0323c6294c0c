import {
  anObject,
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
import { collector, fileElsewhere, outcome, reason, source, texts } from '../shapes.js';

const message = fields({ id: orNull(text), category: orNull(text), message: text, source: orNull(text) });
const engine = fields({
  ...{ psVersion: orNull(text), psEdition: orNull(text), languageMode: orNull(text), elevated: orNull(flag) },
  ...{ culture: orNull(text), timeZone: orNull(text), utcOffsetMinutes: orNull(number), computer: orNull(text) },
  ...{ fqdn: orNull(text), user: orNull(text), userSid: orNull(text), now: orNull(text), pid: orNull(number) },
  own: listOf(fields({ pid: number, started: text })),
});

/** First line of an evidence file. */
export const evidenceHeader: Shape = fields({
  schema: oneOf(['casefile/evidence@1']),
  ...{ evidence: text, collector, attempt: count, script: fields({ path: text, sha256: text }), parameters: anObject },
  ...{ method: text, engine: orNull(engine), started: text },
  prelude: orNull(fields({ path: text, sha256: text })),
  origin: orNull(fields({ file: fileElsewhere, started: text, scriptSha256: text, preludeSha256: orNull(text) })),
});

/** Last line of an evidence file. */
export const evidenceFooter: Shape = fields({
  schema: oneOf(['casefile/evidence-end@1']),
  ...{ ended: text, outcome, reason, detail: orNull(text), items: count, sources: listOf(source) },
  ...{ errors: listOf(message), warnings: listOf(message), truncated: flag, noise: count, noiseSample: texts },
});
