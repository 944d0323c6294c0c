import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { factFunctions } from '../analysis/index.js';
import { attachmentKinds } from '../attachments/index.js';
import type { Detection } from '../domain/detection.js';
import { usageError } from '../errors.js';
import { isThere } from '../files/refusal.js';
import { buildFolder, playbooksRoot } from '../package.js';
import type { BuiltPlaybooks } from '../playbook/build.js';
import type { CheckedPlaybook } from '../playbook/checked.js';
import { useParsed } from '../playbook/conditions/index.js';
import { type Heading, listPlaybooks } from '../playbook/heading.js';
import { loadPlaybook } from '../playbook/load.js';
import { type Match, matchPlaybooks } from '../playbook/match.js';
import type { Playbook } from '../playbook/types.js';

/** Playbooks that need no check: those that the build checked, and those that this process has checked since. */
const checked: CheckedPlaybook[] = (() => {
  const file = buildFolder && join(buildFolder, 'playbooks.json');
  if (!file || !existsSync(file)) return [];
  const { playbooks, expressions } = JSON.parse(readFileSync(file, 'utf8')) as BuiltPlaybooks;
  useParsed(expressions);
  return playbooks;
})();

/** Loads a playbook folder with the correlations and kinds of export that this version has. */
export const load = (dir: string): Playbook => loadPlaybook(dir, { factFunctions, attachmentKinds }, checked);

/** The playbooks of this package, by id. */
export const shippedPlaybooks = (): Heading[] => listPlaybooks(playbooksRoot, checked);

/** The playbook of this id that this installation ships; null when it ships none. */
export function shippedPlaybook(id: string): Playbook | null {
  const found = shippedPlaybooks().find((each) => each.id === id);
  return found ? load(found.dir) : null;
}

const idsAndTitles = (): string =>
  shippedPlaybooks()
    .map(({ id, title }) => `  ${id}  ${title}`)
    .join('\n');

/** Folder of a playbook named by id or by path. */
export function playbookDir(named: string): string {
  const byId = shippedPlaybooks().find(({ id }) => id === named);
  if (byId) return byId.dir;
  const dir = resolve(named);
  if (isThere(join(dir, 'playbook.yaml'))) return dir;
  throw usageError('playbook-not-found', {
    what: `There is no playbook ${named}`,
    expected: `the folder of a playbook.yaml, or the id of one of these:\n${idsAndTitles()}`,
    next: 'See `casefile list --playbooks`.',
  });
}

/** A playbook for an alert, and why this one, in one phrase. */
export interface Chosen {
  playbook: Playbook;
  matchedBy: string;
}

/** The playbook for an alert: the named one, or the only one whose triggers the alert meets. It alone is loaded. */
export function choosePlaybook(detection: Detection, named: string | undefined): Chosen {
  if (named !== undefined) {
    const playbook = load(playbookDir(named));
    return { playbook, matchedBy: matchPlaybooks(detection, [playbook])[0]?.trigger ?? 'named by the responder' };
  }
  // A shipped playbook whose triggers can't be read is loaded for the message that says what is wrong in it.
  const playbooks = shippedPlaybooks().map(({ triggers, dir }) => ({ triggers: triggers ?? load(dir).triggers, dir }));
  const matches = matchPlaybooks(detection, playbooks);
  const [match] = matches;
  if (match && matches.length === 1) return { playbook: load(match.playbook.dir), matchedBy: match.trigger };
  throw notOne(detection, matches);
}

function notOne(detection: Detection, matches: Match<unknown>[]) {
  const { event, format, rule } = detection;
  return usageError(matches.length === 0 ? 'no-playbook' : 'several-playbooks', {
    what: matches.length === 0 ? 'No playbook answers this alert' : 'Several playbooks answer this alert',
    where: [
      `format ${format}`,
      rule.datadog && `rule ${rule.datadog}`,
      rule.name && `rule "${rule.name}"`,
      event && `event ${event.id ?? '?'} of ${event.provider ?? 'an unnamed provider'}`,
    ]
      .filter(Boolean)
      .join(', '),
    expected: `an alert for one of these playbooks:\n${idsAndTitles()}`,
    next: 'Name one with --playbook ID (or the folder of your own): casefile run ALERT --playbook azure-hybrid-connection-manager',
  });
}
