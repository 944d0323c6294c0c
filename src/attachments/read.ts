import type { AttachmentReading } from '../domain/attachment.js';
import type { Json, JsonObject } from '../domain/json.js';
import type { FieldType } from '../playbook/types.js';
import { redact } from '../secrets/redact.js';
import { openContainer } from './containers/index.js';
import { Fields } from './fields.js';
import type { AttachmentKind } from './types.js';

const maxBytes = 64 * 1024 * 1024;
/** Records not understood that are named. */
const mostNamed = 5;

/**
 * Reads a file as an export of a kind. Never throws because of the file's content. What doesn't fit is counted and named,
 * and a file of another kind gives no rows and the reason.
 */
export function readExport(kind: AttachmentKind, bytes: Uint8Array): AttachmentReading {
  const times = Object.entries(kind.fields).flatMap(([name, { type }]) => (type === 'time' ? [name] : []));
  const none = { kind: kind.name, format: null, records: 0, rows: [], times, notUnderstood: { count: 0, first: [] } };
  if (bytes.length > maxBytes)
    return { ...none, problem: `it has ${bytes.length} bytes; at most ${maxBytes} are read, so split the export` };
  const container = openContainer(bytes);
  if (typeof container === 'string') return { ...none, problem: container };

  const notUnderstood: AttachmentReading['notUnderstood'] = { count: 0, first: [] };
  const groups = new Map<string | number, JsonObject[]>();
  let records = 0;
  for (const record of container.records) {
    records++;
    const row = typeof record === 'string' ? record : kind.row(new Fields(record));
    if (typeof row === 'string') {
      if (++notUnderstood.count <= mostNamed) notUnderstood.first.push({ record: records, reason: redact(row) });
      continue;
    }
    const complete = completed(kind.fields, { ...row, record: records });
    const key = kind.key?.(complete) ?? records;
    const group = groups.get(key);
    if (group) group.push(complete);
    else groups.set(key, [complete]);
  }
  const rows = [...groups.values()].map((group) => (group.length > 1 && kind.merge ? kind.merge(group) : group[0]!));
  const { format } = container;
  const problem =
    records > 0 && rows.length === 0
      ? `none of its ${records} records is ${kind.about}: ${notUnderstood.first[0]!.reason}`
      : null;
  return { kind: kind.name, format, records, rows, times, notUnderstood, problem };
}

/** Exactly the declared fields, each of its type or null; secrets replaced by their fingerprint. */
const completed = (fields: AttachmentKind['fields'], row: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldValue(field, row[name])]));

function fieldValue({ type }: FieldType, given: Json | undefined): Json {
  if (type === 'strings')
    return Array.isArray(given) ? given.filter((item) => typeof item === 'string').map(redact) : [];
  if (typeof given === 'string') return redact(given);
  return given ?? null;
}
