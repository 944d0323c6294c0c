import type { Detection } from '../domain/detection.js';
import type { Playbook, Trigger } from './types.js';

export interface Match {
  playbook: Playbook;
  /** Phrase for people: which trigger matched, and what this copy of the alert does not hold. */
  trigger: string;
}

/** Playbooks that a detection is for. Any one trigger suffices; the first that matches is named. */
export function matchPlaybook(detection: Detection, playbooks: readonly Playbook[]): Match[] {
  return playbooks.flatMap((playbook) => {
    const reason = playbook.triggers.map((trigger) => reasonOf(trigger, detection, playbook)).find((found) => found);
    if (!reason) return [];
    const gaps =
      detection.notHeld.length > 0 ? `; this copy of the alert does not hold: ${detection.notHeld.join(', ')}` : '';
    return [{ playbook, trigger: reason + gaps }];
  });
}

function reasonOf(trigger: Trigger, detection: Detection, playbook: Playbook): string | null {
  const { rule, event } = detection;
  if ('datadog' in trigger) return same(trigger.datadog, rule.datadog) ? `Datadog rule ${trigger.datadog}` : null;
  if ('sigma' in trigger) return same(trigger.sigma, rule.sigma) ? `Sigma rule ${trigger.sigma}` : null;

  const { provider, id, anyText } = trigger.event;
  if (!event || event.id === null || !id.includes(event.id)) return null;
  if (provider !== undefined && !same(provider, event.provider)) return null;
  if (provider === undefined && isOfAnother(event.provider, event.id, playbook)) return null;
  const text = anyText?.find((wanted) => detection.text.toLowerCase().includes(wanted.toLowerCase()));
  if (anyText && text === undefined) return null;

  const named = event.provider === null ? ' (the provider is not named)' : ` of ${event.provider}`;
  return `event ${event.id}${named}${text === undefined ? '' : ` with the text "${text}"`}`;
}

/** Event ids are only unique within a provider: a known provider must be the one that the playbook names for the id. */
function isOfAnother(provider: string | null, id: number, playbook: Playbook): boolean {
  const wanted = playbook.triggers.flatMap((trigger) =>
    'event' in trigger && trigger.event.provider !== undefined && trigger.event.id.includes(id)
      ? [trigger.event.provider]
      : [],
  );
  return provider !== null && wanted.length > 0 && !wanted.some((name) => same(name, provider));
}

const same = (a: string, b: string | null): boolean => b !== null && a.toLowerCase() === b.toLowerCase();
