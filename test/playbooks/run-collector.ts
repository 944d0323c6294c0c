import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { simulatedPwsh } from '../helpers/engine.js';

/** What a collector said on its streams, in the order it said it. */
export interface Collected {
  rows: JsonObject[];
  sources: {
    name: string;
    outcome: string;
    reason: string | null;
    from: string | null;
    to: string | null;
    oldest: string | null;
    truncated: boolean;
  }[];
  errors: { id: string; category: string; source: string }[];
  warnings: string[];
}

const engineArguments = ['-NoLogo', '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text'];
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Runs PowerShell on the simulated host in the folder `host`; rejects when the process does not exit with 0. */
export async function powershell(host: string, ...command: string[]): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, SIMULATED_HOST: host };
  return promisify(execFile)(simulatedPwsh, [...engineArguments, ...command], {
    env,
    maxBuffer: 16e6,
    timeout: 60_000,
  });
}

// One frame a line. Works in ConstrainedLanguage: no method is called, no type is made.
const harness = `& $script @given 2>&1 3>&1 6>&1 | ForEach-Object {
  $tag = 'rows'; $said = $_
  if ($_ -is [Management.Automation.InformationRecord]) { $tag = 'sources'; $said = $_.MessageData }
  if ($_ -is [Management.Automation.WarningRecord]) { $tag = 'warnings'; $said = "$_" }
  if ($_ -is [Management.Automation.ErrorRecord]) {
    $tag = 'errors'
    $said = @{ id = $_.FullyQualifiedErrorId; category = "$($_.CategoryInfo.Category)"; source = "$($_.TargetObject)" }
  }
  '@' + $tag + ' ' + (ConvertTo-Json -InputObject $said -Compress -Depth 4)
}`;

/** Runs one collector script with parameters as data and takes its streams apart. */
export async function runCollector(
  host: string,
  script: string,
  parameters: { [name: string]: Json } = {},
): Promise<Collected> {
  const command = `$script = ${literal(script)}; $given = @{}
(ConvertFrom-Json ${literal(JSON.stringify(parameters))}).PSObject.Properties | ForEach-Object { $given[$_.Name] = $_.Value }
${harness}`;
  const { stdout } = await powershell(host, '-Command', command);
  const collected: Collected = { rows: [], sources: [], errors: [], warnings: [] };
  for (const line of stdout.split(/\r?\n/)) {
    const [, tag, said] = /^@(rows|sources|errors|warnings) (.*)$/.exec(line) ?? [];
    if (tag && said) (collected[tag as keyof Collected] as unknown[]).push(JSON.parse(said));
    else if (line.trim()) throw new Error(`not a frame: ${line}`);
  }
  return collected;
}
