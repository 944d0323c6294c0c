import type { JsonObject } from '../domain/json.js';
import type { FieldType } from '../playbook/types.js';
import type { Fields } from './fields.js';

/**
 * One kind of export, in `kinds/<name>.ts`, listed in `index.ts`. It knows how one record of it is spelt by each of the
 * ways to export it; how a file holds records is the business of `containers/`.
 */
export interface AttachmentKind {
  /** Name in a playbook's `reads:`. */
  name: string;
  /** What it is, for people. */
  about: string;
  /** Fields of a row. `time` is always among them. */
  fields: { [field: string]: FieldType };
  /** The row of one record; a text that says why, where the record is not of this kind. Null and absent are the same. */
  row(record: Fields): JsonObject | string;
  /** The same key for records about one thing, which become one row; absent, or null = a row of its own. */
  key?(row: JsonObject): string | null;
  /** One row of several with the same key, in the order of the file. */
  merge?(rows: JsonObject[]): JsonObject;
}

/** A file taken apart into records, none of them understood yet. */
export interface Container {
  /** `JSON`, `JSON Lines`, `CSV`. */
  format: string;
  /** Records in the order of the file; a text where one could not be read, with the reason. */
  records: Iterable<JsonObject | string>;
}
