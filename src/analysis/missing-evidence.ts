import type { Coverage, Outcome } from '../domain/evidence.js';
import type { Playbook } from '../playbook/types.js';

const wasRead = (outcome: Outcome | undefined): boolean => outcome === 'collected' || outcome === 'empty';

/**
 * Required collectors, and `collector/source` of the verdict's `requires`, that failed or never ran. A source that was
 * read over a short range is not missing: its range is known and printed.
 */
export function missingEvidence(playbook: Playbook, coverage: { [collector: string]: Coverage }): string[] {
  const marked = Object.entries(playbook.collectors).flatMap(([id, { required }]) => (required ? [id] : []));
  const needed = new Set([...marked, ...playbook.verdict.requires]);
  return [...needed].filter((name) => {
    // Names of logs hold slashes too: only the first one separates.
    const slash = name.indexOf('/');
    if (slash < 0) return !wasRead(coverage[name]?.outcome);
    const sources = coverage[name.slice(0, slash)]?.sources ?? [];
    return !wasRead(sources.find((source) => source.name === name.slice(slash + 1))?.outcome);
  });
}
