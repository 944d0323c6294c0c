import type { Transport } from './powershell/protocol.js';
import { openPowerShell } from './powershell/source.js';
import { openReplay } from './replay/source.js';
import type { CollectorSource } from './types.js';

/** The ways to get evidence. Add one here: a folder with a source that fulfils {@link CollectorSource}. */
export const collectorSources = { powershell: openPowerShell, replay: openReplay };

/**
 * The source that the command line asks for: a recorded evidence folder, else PowerShell on this host (the engine at
 * the given path, or the system's own).
 * @throws KnownError exit 2 when the folder holds no evidence, exit 8 when no engine is found.
 */
export function openCollectors(from: {
  powershell?: string | undefined;
  replay?: string | undefined;
  transport?: Transport | undefined;
}): CollectorSource {
  return from.replay === undefined
    ? collectorSources.powershell(from.powershell, from.transport)
    : collectorSources.replay(from.replay);
}
