import type { RootContent } from 'mdast';
import type { Analysis, SubjectScore } from '../../../domain/analysis.js';
import type { Case } from '../../model/case.js';
import { fill } from '../../model/fill.js';
import { type Cell, cappedTable, list, paragraph } from '../../nodes/blocks.js';
import { listed, phrase, say, value, words } from '../../nodes/text.js';
import type { Section } from '../types.js';

/** How the proposed level came about: only here are weights told. */
export const appendixScores: Section = {
  id: 'appendix-scores',
  title: 'Appendix: scores',
  render: (record) => {
    const { analysis, playbook } = record;
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
      ...weights(analysis),
      ...atLeast(record),
    ];
  },
};

/** Each rule that was raised, once, with what it weighs and what else could explain it. */
const weights = ({ findings, scores }: Analysis): RootContent[] => {
  const counted = new Set(scores.flatMap((score) => score.counted.map((index) => findings[index]?.id)));
  const raised = [...new Map(findings.map((finding) => [finding.id, finding])).values()];
  return cappedTable(
    ['Finding', 'Group', 'Weight', 'Counted', 'Innocent explanation'],
    raised.map(({ id, group, weight, innocent }) => [
      value(id),
      words(group),
      words(signed(weight)),
      words(counted.has(id) ? 'yes' : 'no'),
      words(innocent ?? 'none'),
    ]),
    [words('the analysis file holds all')],
  );
};

/** Rules that hold whatever the score is, and the score from which on no answer clears the host. */
const atLeast = (record: Case): RootContent[] => {
  const { benign, benignBelow, atLeast: rules } = record.playbook.verdict;
  return [
    ...(rules.length === 0
      ? []
      : [
          // As rules: a bare "the signature is wrong" would read as something that was found.
          paragraph(
            words('The playbook’s floors, whatever the score, as rules. One that decided here stands under Reasons.'),
          ),
          list(
            rules.map(({ level, because }) => say`If “${phrase(fill(record, because))}”, at least ${words(level)}.`),
          ),
        ]),
    ...(benign.length === 0
      ? []
      : [
          paragraph(
            words(
              `From ${benignBelow} before credits on, ${benign.join(' and ')} are not proposed; a person can override that with a reason.`,
            ),
          ),
        ]),
  ];
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
