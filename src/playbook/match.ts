import type { Detection } from '../domain/detection.js';
import type { Trigger } from './types.js';

/** Triggers, and anything else that comes with them. */
interface Triggered {
  triggers: Trigger[];
}

export interface Match<P> {
  playbook: P;
  /** Phrase for people: which trigger matched, and what this copy of the alert does not hold. */
  trigger: string;
}

/** Playbooks that a detection is for. Any one trigger suffices; the first that matches is named. */
export function matchPlaybooks<P extends Triggered>(detection: Detection, playbooks: readonly P[]): Match<P>[] {
  return playbooks.flatMap((playbook) => {
    const reason = playbook.triggers
      .map((trigger) => reasonOf(trigger, detection, playbook.triggers))
      .find((found) => found);
    if (!reason) return [];
    const gaps =
      detection.notHeld.length > 0 ? `; missing from this copy of the alert: ${detection.notHeld.join(', ')}` : '';
    return [{ playbook, trigger: reason + gaps }];
  });
}

function reasonOf(trigger: Trigger, detection: Detection, triggers: Trigger[]): string | null {
  const { rule, event } = detection;
  if ('datadog' in trigger) return same(trigger.datadog, rule.datadog) ? `Datadog rule ${trigger.datadog}` : null;
  if ('sigma' in trigger) return same(trigger.sigma, rule.sigma) ? `Sigma rule ${trigger.sigma}` : null;

  const { provider, id, anyText } = trigger.event;
  if (!event || event.id === null || !id.includes(event.id)) return null;
  if (provider !== undefined && !same(provider, event.provider)) return null;
  if (provider === undefined && isOfAnother(event.provider, event.id, triggers)) return null;
  const text = anyText?.find((wanted) => detection.text.toLowerCase().includes(wanted.toLowerCase()));
  if (anyText && text === undefined) return null;

  const named = event.provider === null ? ' (the provider is not named)' : ` of ${event.provider}`;
  return `event ${event.id}${named}${text === undefined ? '' : ` with the text "${text}"`}`;
}

/** Event ids are only unique within a provider: a known provider must be the one that the playbook names for the id. */
function isOfAnother(provider: string | null, id: number, triggers: Trigger[]): boolean {
  const wanted = triggers.flatMap((trigger) =>
    'event' in trigger && trigger.event.provider !== undefined && trigger.event.id.includes(id)
      ? [trigger.event.provider]
      : [],
  );
  return provider !== null && wanted.length > 0 && !wanted.some((name) => same(name, provider));
}

const same = (a: string, b: string | null): boolean => b !== null && a.toLowerCase() === b.toLowerCase();
