import type { Coverage, Outcome, Source } from '../domain/evidence.js';
import type { Playbook } from '../playbook/types.js';

const wasRead = (outcome: Outcome | undefined): boolean => outcome === 'collected' || outcome === 'empty';

/**
 * Required collectors, and `collector/source` of the verdict's `requires`, that failed, never ran, were cut at a limit or
 * found a log switched off: each by its name, with the reason and the range that was read in brackets where it ran. A
 * source that was read over a short range is not missing: its range is known and printed.
 */
export function missingEvidence(playbook: Playbook, coverage: { [collector: string]: Coverage }): string[] {
  const marked = Object.entries(playbook.collectors).flatMap(([id, { required }]) => (required ? [id] : []));
  const needed = new Set([...marked, ...playbook.verdict.requires]);
  return [...needed].flatMap((name) => {
    // Names of logs hold slashes too: only the first one separates.
    const slash = name.indexOf('/');
    const collector = coverage[slash < 0 ? name : name.slice(0, slash)];
    const sources = (collector?.sources ?? []).filter((one) => slash < 0 || one.name === name.slice(slash + 1));
    const gaps = sources.flatMap((source) => gapOf(source) ?? []);
    if (gaps.length > 0) return [`${name} (${gaps.join('; ')})`];
    if (!wasRead(slash < 0 ? collector?.outcome : sources[0]?.outcome)) return [name];
    return collector?.truncated ? [`${name} (cut at a limit)`] : [];
  });
}

const gapOf = ({ name, reason, truncated, from, to }: Source): string | null => {
  if (reason === 'disabled') return `${name} is switched off`;
  if (!truncated) return null;
  return from === null || to === null ? `${name} was cut at a limit` : `${name} was read from ${from} to ${to} only`;
};
