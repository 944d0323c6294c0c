import type { Coverage, Source } from '../domain/evidence.js';
import type { Playbook } from '../playbook/types.js';
import { wasRead } from './rows.js';

/**
 * Required collectors, and `collector/source` of the verdict's `requires`, that failed, never ran, were cut at a limit or
 * found a log switched off. Each has its name and, if it ran, the reason and the range in brackets. A source that was read
 * over a short range isn't missing, because its range is printed.
 */
export function missingEvidence(playbook: Playbook, coverage: { [collector: string]: Coverage }): string[] {
  const marked = Object.entries(playbook.collectors).flatMap(([id, { required }]) => (required ? [id] : []));
  const needed = new Set([...marked, ...playbook.verdict.requires]);
  return [...needed].flatMap((name) => {
    // Log names can contain slashes. Only the first slash separates.
    const slash = name.indexOf('/');
    const collector = coverage[slash < 0 ? name : name.slice(0, slash)];
    const sources = (collector?.sources ?? []).filter((one) => slash < 0 || one.name === name.slice(slash + 1));
    const gaps = sources.flatMap((source) => gapOf(source) ?? []);
    if (gaps.length > 0) return [`${name} (${gaps.join('; ')})`];
    const outcomes = slash < 0 ? [collector?.outcome] : sources.map(({ outcome }) => outcome);
    if (outcomes.length === 0 || !outcomes.every(wasRead)) return [name];
    return collector?.truncated ? [`${name} (cut at a limit)`] : [];
  });
}

const gapOf = ({ name, reason, truncated, from, to }: Source): string | null => {
  if (reason === 'disabled') return `${name} is switched off`;
  if (!truncated) return null;
  return from === null || to === null ? `${name} was cut at a limit` : `${name} was read from ${from} to ${to} only`;
};
