import type { Attached } from '../domain/attachment.js';
import { evidenceRef } from '../domain/evidence.js';
import type { JsonObject } from '../domain/json.js';

/** Attachments as conditions see them. Each row has its own reference as `from: ["A1#3"]`. */
export const loadAttached = (attached: {
  [attachment: string]: Attached;
}): { [attachment: string]: Pick<Attached, 'state' | 'rows'> } =>
  Object.fromEntries(
    Object.entries(attached).map(([attachment, { id, state, rows }]) => [
      attachment,
      {
        state,
        rows: id === null ? [] : rows.map((row, n): JsonObject => ({ ...row, from: [evidenceRef(id, n + 1)] })),
      },
    ]),
  );
