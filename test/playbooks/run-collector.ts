import { fileURLToPath } from 'node:url';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { runWarm } from '../helpers/warm-engine.js';

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

/** Functions that collectors expect to find. */
export const prelude: string = fileURLToPath(new URL('../../playbooks/_shared/Prelude.ps1', import.meta.url));

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Runs PowerShell on the simulated host in the folder `host`; rejects when it does not exit with 0. */
export async function powershell(host: string, ...command: string[]): Promise<{ stdout: string; stderr: string }> {
  const printed = await runWarm(host, command);
  if (printed.code !== 0) throw new Error(`PowerShell ended with ${printed.code}: ${printed.stderr}`);
  return printed;
}

/** One script to run, with its parameters as data. */
export interface Run {
  script: string;
  parameters: { [name: string]: Json };
}

// One frame a line. Works in ConstrainedLanguage: no type is made, and methods of core types only are called.
const harness = `$number = 0
foreach ($run in ConvertFrom-Json $runs) {
  $given = @{}
  $run.parameters.PSObject.Properties | ForEach-Object { $given[$_.Name] = $_.Value }
  & $run.script @given 2>&1 3>&1 6>&1 | ForEach-Object {
    $tag = 'rows'; $said = $_
    if ($_ -is [Management.Automation.InformationRecord]) { $tag = 'sources'; $said = $_.MessageData }
    if ($_ -is [Management.Automation.WarningRecord]) { $tag = 'warnings'; $said = "$_" }
    if ($_ -is [Management.Automation.ErrorRecord]) {
      $tag = 'errors'
      $said = @{ id = $_.FullyQualifiedErrorId; category = "$($_.CategoryInfo.Category)"; source = "$($_.TargetObject)" }
    }
    "@$number $tag " + (ConvertTo-Json -InputObject $said -Compress -Depth 4)
  }
  $number++
}`;

/** Runs collector scripts in one process on the simulated host and takes their streams apart, one result a script. */
export async function runCollectors(host: string, runs: Run[]): Promise<Collected[]> {
  const { stdout } = await powershell(
    host,
    '-Command',
    `. ${literal(prelude)}; $runs = ${literal(JSON.stringify(runs))}; ${harness}`,
  );
  const collected = runs.map((): Collected => ({ rows: [], sources: [], errors: [], warnings: [] }));
  for (const line of stdout.split(/\r?\n/)) {
    const [, number, tag, said] = /^@(\d+) (rows|sources|errors|warnings) (.*)$/.exec(line) ?? [];
    if (said) (collected[Number(number)]![tag as keyof Collected] as unknown[]).push(JSON.parse(said));
    else if (line.trim()) throw new Error(`not a frame: ${line}`);
  }
  return collected;
}
