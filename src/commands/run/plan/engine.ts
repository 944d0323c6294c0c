import { readFileSync } from 'node:fs';
import { openSource, type SourceOptions } from '../../../casework/open-source.js';
import { openCollectors } from '../../../collectors/index.js';
import { packageFile } from '../../../collectors/powershell/package-file.js';
import { engineArguments } from '../../../collectors/powershell/protocol.js';
import { KnownError } from '../../../errors.js';
import { sha256 } from '../../../files/hash.js';
import type { PlannedEngine } from './types.js';

/** What would be started. Opening a source starts nothing; that no PowerShell is there is part of the plan. */
export async function planEngine(options: SourceOptions, signal: AbortSignal): Promise<PlannedEngine> {
  const { replay, transport = 'command' } = options;
  if (replay !== undefined) return { kind: 'replay', from: (await openSource(options, signal)).from };
  const runner = transport === 'file' ? ['run-collectors.ps1', 'runner.ps1'] : ['runner.ps1'];
  return {
    kind: 'powershell',
    ...look(options),
    arguments: engineArguments(transport),
    transport,
    runner: runner.map(packageFile).map((script) => ({ script, sha256: sha256(readFileSync(script)) })),
  };
}

function look(options: SourceOptions): { path: string | null; lookedFor: string | null } {
  try {
    return { path: openCollectors(options).from, lookedFor: null };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return { path: null, lookedFor: `${error.parts.what}; ${error.parts.where}` };
  }
}
