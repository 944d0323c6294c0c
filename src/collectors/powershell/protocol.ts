import type { Json, JsonObject } from '../../domain/json.js';
import type { CollectorJob } from '../types.js';
import { packageFile } from './package-file.js';

/** Limits of one process; sizes are characters of JSON. The runner keeps them, and the reader does not rely on that. */
export const limits = {
  /**
   * Rows a frame holds at most; the first frame of a collector holds one, each further one twice as many. Frames of
   * usual rows stay below the 85,000 bytes from which .NET cleans up a text only with the whole heap.
   */
  batch: 32,
  frame: 256 * 1024,
  /** Per collector. */
  rows: 200_000,
  total: 64 * 1024 * 1024,
};

/** Longest line that is read at all; a longer one is dropped, and the gap shows. */
export const longestLine = 1024 * 1024;

/**
 * How runner and collectors reach the engine: `command` sends their text, `file` names files, which can be signed, for
 * hosts where only signed files run in FullLanguage.
 */
export const transports = ['command', 'file'] as const;
export type Transport = (typeof transports)[number];

/**
 * First statement of every engine: only the system's modules are found. A module in the account's own folder could
 * replace `ConvertFrom-Json` and see the nonce. PowerShell 7 on Windows (a backslash in $PSHOME) needs the modules of
 * Windows as well. run-collectors.ps1 begins with the same statement.
 */
const systemModules =
  "$env:PSModulePath=$PSHOME+'/Modules';" +
  "if($PSHOME-like'*\\*'){$env:PSModulePath+=';'+$env:SystemRoot+'\\System32\\WindowsPowerShell\\v1.0\\Modules'}";

/** The complete text after -Command: constant, ASCII, no double quotes, no data. */
export const bootstrap = `${systemModules};$s=(@($input)-join'')|ConvertFrom-Json;Invoke-Expression $s.script`;

/** The engine's command line: the same for every run of an installation. The request comes as one line on stdin. */
export const engineArguments = (transport: Transport): string[] => [
  '-NoLogo',
  '-NoProfile',
  '-NonInteractive',
  '-OutputFormat',
  'Text',
  ...(transport === 'file' ? ['-File', packageFile('run-collectors.ps1')] : ['-Command', bootstrap]),
];

/**
 * The request: one line of ASCII JSON. Code pages of consoles differ, so nothing else crosses the pipe.
 * @param runner text of the runner; null = it runs from its file, and so do the collectors.
 */
export function requestLine(nonce: string, runner: string | null, jobs: CollectorJob[]): string {
  const collectors = jobs.map(({ collector, script, parameters }) => ({
    name: collector,
    ...(runner === null
      ? { path: encodeValue(script.file), sha256: script.sha256, mayExit: /\bexit\b/i.test(script.text) }
      : { script: script.text }),
    parameters: encodeParameters(parameters),
  }));
  const prelude = jobs.find((job) => job.prelude)?.prelude;
  const request = {
    ...{ v: 1, nonce, parent: process.pid, collectors, limits },
    ...(runner === null ? {} : { script: runner }),
    ...(prelude && {
      prelude: runner === null ? { path: encodeValue(prelude.file), sha256: prelude.sha256 } : { script: prelude.text },
    }),
  };
  return `${asciiJson(request)}\n`;
}

/** Name of a parameter that a script cannot be given: values are texts, numbers, booleans, null, and lists of these. */
export function unfitParameter(parameters: JsonObject): string | null {
  const fits = (value: Json): boolean =>
    value === null || typeof value !== 'object' || (Array.isArray(value) && value.every((item) => fits(item)));
  return Object.keys(parameters).find((name) => !fits(parameters[name]!)) ?? null;
}

/** Names of the parameters that do not arrive as they are: a lone surrogate isn't text, and becomes U+FFFD. */
export function changedParameters(parameters: JsonObject): string[] {
  const whole = (value: Json): boolean =>
    typeof value === 'string' ? value.isWellFormed() : !Array.isArray(value) || value.every((item) => whole(item));
  return Object.keys(parameters).filter((name) => !whole(parameters[name]!));
}

/** Null is not passed, so that the script's own default holds. */
function encodeParameters(parameters: JsonObject): JsonObject {
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, encodeValue(value)]));
}

/**
 * A leading `=` keeps ConvertFrom-Json from turning a text that looks like a date into a date. Lone surrogates are
 * replaced here, where it is known and can be told: engines differ in what they make of them.
 */
function encodeValue(value: Json): Json {
  if (typeof value === 'string') return `=${value.toWellFormed()}`;
  return Array.isArray(value) ? value.map((item) => encodeValue(item)) : value;
}

function asciiJson(value: Json): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, escaped);
}
