import type { Detection } from '../domain/detection.js';
import type { Json } from '../domain/json.js';
import { KnownError, usageError } from '../errors.js';
import { datadogSignal } from './datadog-signal/index.js';
import { ecs } from './ecs/index.js';
import { getWinEvent } from './get-winevent/index.js';
import { decode } from './json/decode.js';
import { parseJson } from './json/parse.js';
import { theOne } from './the-one.js';
import type { DetectionReader } from './types.js';

const maxBytes = 16 * 1024 * 1024;

/** The known alert formats. The first that recognises an alert reads it, so the narrowest shape comes first. */
export const detectionReaders = [getWinEvent, ecs, datadogSignal] as const satisfies readonly DetectionReader[];

/**
 * Reads one alert of any known format. `file` is only named in errors; `-` is printed as `standard input`.
 * Throws a KnownError (exit 2) when the bytes aren't text, JSON or a known format, or contain several alerts.
 */
export function readDetection(bytes: Uint8Array, file: string): Detection {
  const where = file === '-' ? 'standard input' : file;
  if (bytes.length > maxBytes) {
    throw usageError('alert-size', {
      what: `The alert has ${bytes.length} bytes.`,
      where,
      expected: `one alert of at most ${maxBytes} bytes`,
    });
  }
  const parsed = parseJson(decode(bytes, where), where);
  try {
    const alert = Array.isArray(parsed) ? theOne(parsed, 'alerts or events') : parsed;
    return readerOf(alert).read(alert);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    throw new KnownError(error.exit, error.code, { where, ...error.parts });
  }
}

function readerOf(alert: Json): DetectionReader {
  const reader = detectionReaders.find(({ recognises }) => recognises(alert));
  if (reader) return reader;
  const known = detectionReaders.map(({ name, about, example }) => `${name} (${about}), for example ${example}`);
  const keys = typeof alert === 'object' && alert !== null ? Object.keys(alert).slice(0, 8) : [];
  throw usageError('alert-format', {
    what: `The alert is JSON, but its format isn't known. Its outermost keys: ${keys.map((key) => JSON.stringify(key)).join(', ') || 'none'}.`,
    expected: `one of these formats:\n${known.map((line) => `  ${line}`).join('\n')}`,
  });
}
