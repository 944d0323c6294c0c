import { analyse, evidenceRows } from '../analysis/index.js';
import type { LiveCase } from './live-case.js';

/** Analyses what the case contains so far, and records the result. */
export function analyseCase(live: LiveCase): void {
  const { folder, state } = live;
  const { detection, joined, inputs, answers, coverage } = state.context;
  const evidence = Object.fromEntries(
    Object.keys(coverage).map((collector) => {
      return [collector, evidenceRows(live.evidence(collector)!)];
    }),
  );
  const n = folder.journal.entries.filter((entry) => entry.type === 'ANALYSED').length + 1;
  const analysis = analyse({
    playbook: folder.playbook,
    detection,
    joined,
    inputs,
    answers,
    coverage,
    evidence,
    attached: live.attached(),
  });
  live.record({ type: 'ANALYSED', data: { n, file: folder.writeAnalysis(n, analysis) } });
}
