import type { Json, JsonObject } from '../../domain/json.js';
import type { CollectorJob } from '../types.js';

/** Limits of one process; sizes are characters of JSON. The runner keeps them, and the reader does not rely on that. */
export const limits = {
  /** Rows a frame holds at most; the first frame of a collector holds one, each further one twice as many. */
  batch: 64,
  frame: 256 * 1024,
  /** Per collector. */
  rows: 200_000,
  total: 64 * 1024 * 1024,
};

/** Longest line that is read at all; a longer one is dropped, and the gap shows. */
export const longestLine = 1024 * 1024;

/**
 * All that ever stands on the engine's command line: constant, ASCII, no double quotes, no data. The request comes as
 * one line on stdin.
 */
export const bootstrap = "$s=(@($input)-join'')|ConvertFrom-Json;Invoke-Expression $s.script";

export const engineArguments = [
  '-NoLogo',
  '-NoProfile',
  '-NonInteractive',
  '-OutputFormat',
  'Text',
  '-Command',
  bootstrap,
];

/** The request: one line of ASCII JSON. Code pages of consoles differ, so nothing else crosses the pipe. */
export function requestLine(nonce: string, runner: string, jobs: CollectorJob[]): string {
  const collectors = jobs.map(({ collector, script, parameters }) => ({
    name: collector,
    script: script.text,
    parameters: encodeParameters(parameters),
  }));
  return `${asciiJson({ v: 1, nonce, script: runner, collectors, limits })}\n`;
}

/** Name of a parameter that a script cannot be given: values are texts, numbers, booleans, null, and lists of these. */
export function unfitParameter(parameters: JsonObject): string | null {
  const fits = (value: Json): boolean =>
    value === null || typeof value !== 'object' || (Array.isArray(value) && value.every((item) => fits(item)));
  return Object.keys(parameters).find((name) => !fits(parameters[name]!)) ?? null;
}

/** Null is not passed, so that the script's own default holds. */
function encodeParameters(parameters: JsonObject): JsonObject {
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, encodeValue(value)]));
}

/** A leading `=` keeps ConvertFrom-Json from turning a text that looks like a date into a date. */
function encodeValue(value: Json): Json {
  if (typeof value === 'string') return `=${value}`;
  return Array.isArray(value) ? value.map((item) => encodeValue(item)) : value;
}

function asciiJson(value: Json): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, escaped);
}
