import type { Cases, Playbooks } from './run.js';

/** One line per case: its id, then its verdict or what it waits for. */
export const casesText = ({ cases }: Cases): string[] =>
  cases.map(({ case: id, verdict, pending, problem }) => {
    const state = problem ?? (pending === null ? (verdict ?? 'no verdict') : `waits for ${pending}`);
    return `${id}  ${state}`;
  });

export const playbooksText = ({ playbooks }: Playbooks): string[] =>
  playbooks.map(({ id, title }) => `${id}  ${title}`);
