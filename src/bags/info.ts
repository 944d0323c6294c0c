import { clean } from '../domain/clean.js';

/** What `bag-info.txt` says, label -> value, in this order. */
export type BagInfo = ReadonlyMap<string, string>;

export const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Labels that are read again when a bag is opened. */
export const labels = {
  oxum: 'Payload-Oxum',
  case: 'External-Identifier',
  head: 'Casefile-Journal-Head',
  entries: 'Casefile-Journal-Entries',
  tlp: 'Casefile-TLP',
  caseRef: 'Casefile-Case-Reference',
  legalHold: 'Casefile-Legal-Hold',
} as const;

/** One line a label. Values can come from an alert or a person: a line break in one must not become a label. */
export const formatInfo = (info: BagInfo): string =>
  [...info].map(([label, value]) => `${label}: ${clean(value).trim()}\n`).join('');

/** Null when a line isn't a label with a value, or a label appears twice. */
export function parseInfo(text: string): Map<string, string> | null {
  const info = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  if (lines.pop() !== '') return null;
  for (const line of lines) {
    const match = /^([A-Za-z][A-Za-z0-9-]*): (.*)$/.exec(line);
    if (!match || info.has(match[1]!)) return null;
    info.set(match[1]!, match[2]!);
  }
  return info;
}

/** `bytes.files` of a payload. */
export const oxum = (files: Iterable<{ bytes: number }>): string => {
  const sizes = [...files].map(({ bytes }) => bytes);
  return `${sizes.reduce((sum, bytes) => sum + bytes, 0)}.${sizes.length}`;
};
