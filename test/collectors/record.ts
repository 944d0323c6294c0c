import { createHash } from 'node:crypto';
import type { CollectorEnd, CollectorJob, CollectorSink } from '../../src/collectors/types.js';
import type { Engine } from '../../src/domain/evidence.js';
import type { JsonObject } from '../../src/domain/json.js';
import type { FieldType } from '../../src/playbook/types.js';

/** All that a sink heard of one collector. */
export interface Heard {
  engine: Engine | null;
  rows: JsonObject[];
  end: CollectorEnd | null;
  calls: string[];
}

/** A sink that keeps what it hears, by collector. */
export function recorder(): CollectorSink & { heard(collector: string): Heard } {
  const all = new Map<string, Heard>();
  const of = (collector: string) => {
    const known = all.get(collector) ?? { engine: null, rows: [], end: null, calls: [] };
    all.set(collector, known);
    return known;
  };
  return {
    heard: of,
    start(job, engine) {
      const heard = of(job.collector);
      heard.engine = engine;
      heard.calls.push('start');
    },
    rows(job, rows) {
      of(job.collector).rows.push(...rows);
      of(job.collector).calls.push('rows');
    },
    end(job, end) {
      of(job.collector).end = end;
      of(job.collector).calls.push('end');
    },
  };
}

const types: { [shape: string]: FieldType } = {
  text: { type: 'string', nullable: true },
  number: { type: 'number', nullable: true },
  any: { type: 'json', nullable: true },
  texts: { type: 'strings', nullable: true },
};

/** A job with the given script; fields by the short names above. */
export function job(
  collector: string,
  text: string,
  fields: { [field: string]: keyof typeof types } = { n: 'number' },
  more: { parameters?: JsonObject; timeout?: number } = {},
): CollectorJob {
  return {
    collector,
    script: {
      path: `collectors/${collector}.ps1`,
      sha256: createHash('sha256').update(text).digest('hex'),
      text,
      file: '',
    },
    parameters: more.parameters ?? {},
    timeout: more.timeout ?? 20_000,
    rows: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, types[type]!])),
  };
}
