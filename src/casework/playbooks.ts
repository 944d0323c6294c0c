import { join, resolve } from 'node:path';
import { factFunctions } from '../analysis/index.js';
import { attachmentKinds } from '../attachments/index.js';
import type { Detection } from '../domain/detection.js';
import { usageError } from '../errors.js';
import { isThere } from '../files/refusal.js';
import { playbooksRoot } from '../package.js';
import { listPlaybooks, loadPlaybook } from '../playbook/load.js';
import { matchPlaybook } from '../playbook/match.js';
import type { Playbook } from '../playbook/types.js';

/** Loads a playbook folder with the correlations that this version has. */
export const load = (dir: string): Playbook => loadPlaybook(dir, { factFunctions, attachmentKinds });

/** The playbook of this id that this installation ships; null when it ships none. */
export function shippedPlaybook(id: string): Playbook | null {
  const found = shipped().find((each) => each.id === id);
  return found ? load(found.dir) : null;
}

const shipped = () => listPlaybooks(playbooksRoot);

const known = (): string =>
  shipped()
    .map(({ id, title }) => `  ${id}  ${title}`)
    .join('\n');

/** Folder of a playbook named by id or by path. */
export function playbookDir(named: string): string {
  const byId = shipped().find(({ id }) => id === named);
  if (byId) return byId.dir;
  const dir = resolve(named);
  if (isThere(join(dir, 'playbook.yaml'))) return dir;
  throw usageError('playbook-not-found', {
    what: `There is no playbook ${named}`,
    expected: `the folder of a playbook.yaml, or the id of one of these:\n${known()}`,
    next: 'See `casefile list --playbooks`.',
  });
}

/** The playbook for an alert: the one that was named, or the only one whose triggers it meets. */
export function choosePlaybook(
  detection: Detection,
  named: string | undefined,
): { playbook: Playbook; matchedBy: string } {
  const playbooks = named === undefined ? shipped().map(({ dir }) => load(dir)) : [load(playbookDir(named))];
  const matches = matchPlaybook(detection, playbooks);
  const best = matches[0];
  if (named !== undefined) return { playbook: playbooks[0]!, matchedBy: best?.trigger ?? 'named by the responder' };
  if (matches.length === 1) return { playbook: best!.playbook, matchedBy: best!.trigger };
  const event = detection.event;
  throw usageError(matches.length === 0 ? 'no-playbook' : 'several-playbooks', {
    what: matches.length === 0 ? 'No playbook answers this alert' : 'Several playbooks answer this alert',
    where: [
      `format ${detection.format}`,
      detection.rule.datadog && `rule ${detection.rule.datadog}`,
      detection.rule.name && `rule "${detection.rule.name}"`,
      event && `event ${event.id ?? '?'} of ${event.provider ?? 'an unnamed provider'}`,
    ]
      .filter(Boolean)
      .join(', '),
    expected: `an alert for one of these playbooks:\n${known()}`,
    next: 'Name one with --playbook ID (or the folder of your own): casefile run ALERT --playbook azure-hybrid-connection-manager',
  });
}
