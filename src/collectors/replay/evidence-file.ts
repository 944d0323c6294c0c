import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  type EvidenceFooter,
  type EvidenceHeader,
  type Origin,
  outcomes,
  reasons,
  type Source,
} from '../../domain/evidence.js';
import type { FileRef } from '../../domain/file.js';
import type { Json } from '../../domain/json.js';
import { parseWithin } from '../../domain/json-text.js';
import { cutLines } from '../../domain/lines.js';
import { streamOf } from '../../files/ordinary.js';
import { readEngine } from '../engine.js';
import { asObject, hostText, readMessage, readSource } from '../messages.js';
import { noiseText } from '../noise.js';

/** Longest line that is read; a row of the collectors is a quarter of it at most. */
const longestLine = 1024 * 1024;

/** Deeper than any row, far from where recursion ends. */
const deepest = 100;

/** A line of an evidence file; null = not JSON, not UTF-8, or too long. */
export type EvidenceLine = { value: Json } | null;

/** Lines of an evidence file with their number, from 1, as they stream in. */
export async function* readLines(file: string): AsyncGenerator<{ number: number; line: EvidenceLine; last: boolean }> {
  const cutter = cutLines(longestLine);
  let number = 0;
  let held: Buffer | null | undefined;
  for await (const chunk of streamOf(file) as AsyncIterable<Buffer>) {
    for (const line of cutter.push(chunk)) {
      if (held !== undefined) yield { number: ++number, line: parse(held), last: false };
      held = line;
    }
  }
  for (const line of cutter.end()) {
    if (held !== undefined) yield { number: ++number, line: parse(held), last: false };
    held = line;
  }
  if (held !== undefined) yield { number: ++number, line: parse(held), last: true };
}

function parse(line: Buffer | null): EvidenceLine {
  if (line === null) return null;
  try {
    return { value: parseWithin(new TextDecoder('utf-8', { fatal: true }).decode(line), deepest) };
  } catch {
    return null;
  }
}

/** The parts of a header that a replay uses. */
export type RecordedHeader = Pick<EvidenceHeader, 'engine' | 'started'> &
  Pick<Origin, 'scriptSha256' | 'preludeSha256'>;

/** Null when the line isn't a header of this collector. */
export function readHeader(line: EvidenceLine, collector: string): RecordedHeader | null {
  const header = asObject(line?.value);
  if (header?.['schema'] !== 'casefile/evidence@1' || header['collector'] !== collector) return null;
  const prelude = asObject(header['prelude'])?.['sha256'];
  return {
    engine: asObject(header['engine']) && readEngine(header['engine']!),
    started: hostText(String(header['started'] ?? '')),
    scriptSha256: hostText(String(asObject(header['script'])?.['sha256'] ?? '')),
    preludeSha256: typeof prelude === 'string' ? hostText(prelude) : null,
  };
}

/** A recording in its folder, hashed as a stream. */
export async function recordingRef(file: string): Promise<FileRef> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of streamOf(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { file: path.basename(file), sha256: hash.digest('hex'), bytes };
}

/** A footer; null when the line is a row, or a footer that does not fit. */
export function readFooter(line: EvidenceLine): EvidenceFooter | null {
  const footer = asObject(line?.value);
  if (footer?.['schema'] !== 'casefile/evidence-end@1') return null;
  const { ended, items, truncated, noise, noiseSample, detail, errors, warnings, sources } = footer;
  const outcome = outcomes.find((known) => known === footer['outcome']);
  const reason = reasons.find((known) => known === footer['reason']) ?? null;
  const fits =
    typeof ended === 'string' &&
    outcome !== undefined &&
    (reason !== null || footer['reason'] === null) &&
    Number.isSafeInteger(items) &&
    typeof truncated === 'boolean' &&
    Number.isSafeInteger(noise) &&
    (detail === null || typeof detail === 'string') &&
    Array.isArray(errors) &&
    Array.isArray(warnings) &&
    Array.isArray(sources);
  if (!fits) return null;
  const read = sources.map((source) => readSource(source));
  if (read.some((source) => 'misfit' in source)) return null;
  return {
    schema: 'casefile/evidence-end@1',
    ended,
    outcome,
    reason,
    detail: detail === null ? null : hostText(detail),
    items: items as number,
    sources: read as Source[],
    errors: errors.map((error) => readMessage(error)),
    warnings: warnings.map((warning) => readMessage(warning)),
    truncated,
    noise: noise as number,
    // Recordings of the first release have none.
    noiseSample: (Array.isArray(noiseSample) ? noiseSample : []).flatMap((line) =>
      typeof line === 'string' ? [noiseText(line)] : [],
    ),
  };
}
