import type { FieldType } from './types.js';

/** Reads the type of a field as it is written: `string`, `time?`. */
export const fieldType = (written: string): FieldType => ({
  type: written.replace('?', '') as FieldType['type'],
  nullable: written.endsWith('?'),
});

export const mapValues = <T, U>(
  record: { [key: string]: T },
  change: (value: T, key: string) => U,
): { [key: string]: U } => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
