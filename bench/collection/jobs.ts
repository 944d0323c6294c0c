import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { factFunctions } from '../../src/analysis/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import type { CollectorJob } from '../../src/collectors/types.js';
import type { EvidenceHeader } from '../../src/domain/evidence.js';
import { loadPlaybook } from '../../src/playbook/load.js';
import { preludeOf, scriptOf } from '../../src/playbook/scripts.js';
import type { FieldType } from '../../src/playbook/types.js';

const story = resolve('examples/hcm-adfs-tunnel');
/** Folder of the simulated host that the ten collectors read. */
export const simulatedHost: string = join(story, 'host');

const names = 'clock sessions tcp udp dns processes host service config events'.split(' ');

/** Ten collectors of the first playbook, with the parameters that the story's recording gave them. */
export function realCollectors(): CollectorJob[] {
  const playbook = loadPlaybook(resolve('playbooks/azure-hybrid-connection-manager'), {
    factFunctions,
    attachmentKinds,
  });
  return names.map((name) => {
    const { script, rows, timeout } = playbook.collectors[name]!;
    const recording = readFileSync(join(story, 'evidence', `${name}.1.jsonl`), 'utf8');
    const { parameters } = JSON.parse(recording.split('\n', 1)[0]!) as EvidenceHeader;
    return {
      ...{ collector: name, script: scriptOf(playbook, script), prelude: preludeOf(playbook) },
      ...{ parameters, timeout, rows },
    };
  });
}

const text: FieldType = { type: 'string', nullable: false };
const integer: FieldType = { type: 'integer', nullable: false };
const eventFields: { [field: string]: FieldType } = {
  ...{ recordId: text, time: { type: 'time', nullable: false }, id: integer, channel: text, provider: text },
  ...{ account: text, sid: text, processId: integer, elevated: { type: 'boolean', nullable: false } },
  ...{ address: { type: 'string', nullable: true }, message: text },
};
/** A collector may send 64 MiB, about 70,000 of these rows. */
const mostRows = 50_000;

/** Synthetic events, `total` rows of 0.9 KB in as few collectors as the limit of one allows. */
export function syntheticCollectors(total: number): CollectorJob[] {
  const script = readScript(resolve('bench/collection/Get-SyntheticEvent.ps1'));
  return Array.from({ length: Math.ceil(total / mostRows) }, (_, index) => ({
    collector: `events${index + 1}`,
    script,
    parameters: { First: index * mostRows + 1, Count: Math.min(mostRows, total - index * mostRows) },
    timeout: 300_000,
    rows: eventFields,
  }));
}

function readScript(file: string): CollectorJob['script'] {
  const content = readFileSync(file, 'utf8');
  return { path: file, file, sha256: createHash('sha256').update(content).digest('hex'), text: content };
}
