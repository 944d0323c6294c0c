import { parse, resolve } from 'node:path';
import { refuseReserved } from '../../case/reserved.js';
import type { Transport } from '../../collectors/powershell/protocol.js';
import { parseTime } from '../../domain/time.js';
import { exitCodes, usageError } from '../../errors.js';
import { tool } from '../../package.js';
import { askEngine } from './ask-engine.js';
import { checks } from './checks/index.js';
import type { Check, Finding, Level, World } from './types.js';

/** Options as the command line gives them. */
export interface DoctorOptions {
  caseDir: string;
  powershell?: string;
  transport?: Transport;
  referenceTime?: string;
  json?: boolean;
}

/** The document of `casefile doctor --json`. */
export interface Diagnosis {
  schema: 'casefile/doctor@1';
  exit: number;
  level: Level;
  tool: { name: string; version: string };
  /** When the checks ran, by the clock of this process: UTC ISO-8601. */
  at: string;
  checks: (Finding & { id: string; about: string })[];
  /** Checks that did not run, because they need a PowerShell that answers. */
  notRun: { id: string; about: string }[];
}

const exitOf: { [level in Level]: number } = { ok: exitCodes.done, warn: exitCodes.gaps, fail: exitCodes.preflight };

/**
 * `casefile doctor`: checks whether a case can be run on this host, and changes nothing.
 * @param elapsed milliseconds since the command was given.
 * @throws KnownError exit 2 for a malformed reference time, or a folder with a reserved name.
 */
export async function examineHost(
  options: DoctorOptions,
  signal: AbortSignal,
  elapsed: () => number = () => performance.now(),
): Promise<Diagnosis> {
  refuseReserved(options.caseDir);
  const place = {
    platform: process.platform,
    caseDir: resolve(options.caseDir),
    systemRoot: process.platform === 'win32' ? parse(process.env['SystemRoot'] ?? 'C:\\').root : '/',
    program: process.execPath,
    reference: referenceOf(options.referenceTime),
  };
  const jobs = checks.flatMap((check) => (check.needsEngine && check.asks ? check.asks(place) : []));
  return diagnose({ ...place, engine: await askEngine(options, jobs, elapsed, signal) });
}

/** Runs the checks on what was gathered. */
export function diagnose(world: World): Diagnosis {
  const { engine } = world;
  const answering = 'trouble' in engine ? null : { ...world, engine };
  const findings = (check: Check): Finding[] | null =>
    check.needsEngine ? answering && check.run(answering) : check.run(world);
  const looked = checks.map((check) => ({ id: check.id, about: check.about, findings: findings(check) }));
  const found = looked.flatMap(({ id, about, findings }) =>
    (findings ?? []).map((finding) => ({ id, about, ...finding })),
  );
  const notRun = looked.flatMap(({ id, about, findings }) => (findings === null ? [{ id, about }] : []));
  const level = (['fail', 'warn'] as const).find((bad) => found.some((finding) => finding.level === bad)) ?? 'ok';
  const at = new Date().toISOString();
  return { schema: 'casefile/doctor@1', exit: exitOf[level], level, tool, at, checks: found, notRun };
}

function referenceOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const time = parseTime(text);
  if (time) return time;
  throw usageError('reference-time-malformed', {
    what: `--reference-time ${text} is not a time with a zone`,
    expected: 'the time now by a clock that you trust, in ISO-8601, e.g. 2025-02-11T04:00:00Z',
    next: 'casefile doctor --reference-time 2025-02-11T04:00:00Z',
  });
}
