import { fileURLToPath } from 'node:url';
import type { CollectorJob } from '../../src/collectors/types.js';
import type { JsonObject } from '../../src/domain/json.js';
import { sha256 } from '../../src/files/hash.js';
import { preludeOf, scriptOf } from '../../src/playbook/scripts.js';
import { type Heard, recorder } from '../collectors/record.js';
import { playbooks } from '../helpers/playbooks.js';
import { warmPowerShell } from '../helpers/warm-engine.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The host that the others are derived from, and their folder. */
export const english: string = `${root}examples/hcm-adfs-tunnel/host`;
export const hosts: string = `${root}test/windows/hosts`;

export const playbook = playbooks.find(({ id }) => id === 'azure-hybrid-connection-manager')!;
const program =
  'C:\\Program Files\\Microsoft\\HybridConnectionManager 0.7\\Microsoft.HybridConnectionManager.Listener.exe';

/** What the playbook would compute on the English host; the same everywhere, so that hosts can be compared. */
const parameters: { [collector: string]: JsonObject } = {
  config: { ServicePath: [program] },
  install: {
    ServiceName: ['HybridConnectionManager', 'Azure Hybrid Connection Manager Service'],
    ServicePath: [program],
    ProductPattern: 'hybrid\\s*connection|azure relay bridge',
    LookbackSeconds: 7_776_000,
  },
  identity: {
    Anchor: ['2025-02-11T02:16:48.312Z', '2025-02-11T02:16:52.339Z', '2025-02-11T02:16:52.341Z'],
    ClientProcessId: [6700, 6700],
    LogonId: ['0x3e7'],
  },
  history: { ProcessId: [3412], ProcessPath: [program] },
  logons: { Window: ['2025-02-11T02:18:37.512Z/'], OwnAddress: ['192.0.2.20', '2001:db8::20'] },
};

/** A collector of the playbook as the driver would send it; with other parameters, text or deadline where given. */
export function jobOf(
  collector: string,
  more: { parameters?: JsonObject; text?: string; timeout?: number } = {},
): CollectorJob {
  const { script, timeout, rows } = playbook.collectors[collector]!;
  const read = scriptOf(playbook, script);
  return {
    collector,
    script: more.text === undefined ? read : { ...read, text: more.text, sha256: sha256(more.text) },
    prelude: preludeOf(playbook),
    parameters: more.parameters ?? parameters[collector] ?? {},
    timeout: more.timeout ?? timeout,
    rows,
  };
}

/** Runs jobs on a simulated host by the tool's own PowerShell source; what each ended as, and how long all took. */
export async function runHost(host: string, jobs: CollectorJob[]): Promise<{ [collector: string]: Heard }> {
  const sink = recorder();
  await warmPowerShell(host).collect(jobs, sink, new AbortController().signal);
  return Object.fromEntries(jobs.map(({ collector }) => [collector, sink.heard(collector)]));
}
