import type { Analysis, SubjectScore } from '../../domain/analysis.js';
import { type Cell, cappedTable, paragraph } from '../nodes/blocks.js';
import { listed, say, value, words } from '../nodes/text.js';
import type { Section } from './types.js';

/** How the proposed level came about: only here are weights told. */
export const appendixScores: Section = {
  id: 'appendix-scores',
  title: 'Appendix: scores',
  render: ({ analysis, playbook }) => {
    if (!analysis) return [];
    const thresholds = playbook.verdict.thresholds.map(({ atLeast, level }) => words(`${level} from ${atLeast}`));
    return [
      paragraph(
        say`Per subject the host’s findings and its own are added, the heaviest of each group. The worst subject decides: ${listed(thresholds)}. Weights are judgement, set by the playbook.`,
      ),
      ...cappedTable(
        ['Subject', 'Score', 'Before credits', 'Counted findings'],
        analysis.scores.map((score) => row(analysis, score)),
        [words('the analysis file holds all')],
      ),
    ];
  },
};

const row = (analysis: Analysis, { subject, score, beforeCredits, counted }: SubjectScore): Cell[] => [
  subject === null ? words('the host') : value(subject),
  words(String(score)),
  words(String(beforeCredits)),
  listed(
    counted.flatMap((index) => {
      const finding = analysis.findings[index];
      return finding ? [say`${value(finding.id)} ${words(signed(finding.weight))}`] : [];
    }),
  ),
];

const signed = (weight: number): string => (weight > 0 ? `+${weight}` : String(weight));
