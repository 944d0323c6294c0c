import type { CollectorSource } from '../collectors/types.js';
import { sameHost } from '../detections/host-name.js';
import type { Detection } from '../domain/detection.js';
import type { Engine } from '../domain/evidence.js';
import { preflightError } from '../errors.js';

/**
 * Before anything is collected: does the engine answer, and is it the alert's host?
 * @throws KnownError exit 8.
 */
export async function preflight(
  source: CollectorSource,
  detection: Detection,
  hostIs: string | null,
  signal: AbortSignal,
): Promise<Engine> {
  const engine = await source.probe(signal);
  if (detection.host.name === null || hostIs !== null || sameHost(detection.host, engine)) return engine;
  throw preflightError('wrong-host', {
    what: `The alert is about ${detection.host.name}, but evidence would come from ${engine.fqdn ?? engine.computer ?? 'a host without a name'}`,
    where: `${source.kind} ${source.from}`,
    expected: `one of: ${[detection.host.name, ...detection.host.aliases].join(', ')}`,
    next: 'Run casefile on that host. If this is the right one under another name: --host-is "why", which the report prints.',
  });
}
