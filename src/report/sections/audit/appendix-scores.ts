import type { RootContent } from 'mdast';
import type { Analysis, SubjectScore } from '../../../domain/analysis.js';
import type { Case } from '../../model/case.js';
import { fill } from '../../model/fill.js';
import { type Cell, cappedTable, list, paragraph } from '../../nodes/blocks.js';
import { listed, phrase, say, value, words } from '../../nodes/text.js';
import type { Section } from '../types.js';

/** How the rules got to the proposed level. Only this section shows weights. */
export const appendixScores: Section = {
  id: 'appendix-scores',
  title: 'Appendix: scores',
  render: (record) => {
    const { analysis, playbook } = record;
    if (!analysis) return [];
    const thresholds = playbook.verdict.thresholds.map(({ atLeast, level }) => words(`${level} from ${atLeast}`));
    return [
      paragraph(
        say`The score of a subject adds the findings of the host and its own. Of each group, only the heaviest counts. The worst subject decides: ${listed(thresholds)}. The weights are a judgement of the playbook.`,
      ),
      ...cappedTable(
        ['Subject', 'Score', 'Before credits', 'Counted findings'],
        analysis.scores.map((score) => row(analysis, score)),
        'the analysis file',
      ),
      ...weights(analysis),
      ...atLeast(record),
    ];
  },
};

/** Each rule with a finding, once, with its weight and its other explanation. */
const weights = ({ findings, scores }: Analysis): RootContent[] => {
  const counted = new Set(scores.flatMap((score) => score.counted.map((index) => findings[index]?.id)));
  const raised = [...new Map(findings.map((finding) => [finding.id, finding])).values()];
  return cappedTable(
    ['Finding', 'Group', 'Weight', 'Counted', 'Other explanation'],
    raised.map(({ id, group, weight, innocent }) => [
      value(id),
      words(group),
      words(signed(weight)),
      words(counted.has(id) ? 'yes' : 'no'),
      words(innocent ?? 'none'),
    ]),
    'the analysis file',
  );
};

/** Rules that apply at any score, and the score from which no answer clears the host. */
const atLeast = (record: Case): RootContent[] => {
  const { benign, benignBelow, atLeast: rules } = record.playbook.verdict;
  return [
    ...(rules.length === 0
      ? []
      : [
          // Printed as rules, because a plain "the signature is wrong" would read as a finding.
          paragraph(
            words(
              'The playbook also sets minimum levels. These are rules, not findings. A rule that decided this case is under Reasons.',
            ),
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
              `From a score of ${benignBelow} before credits, the rules do not propose ${benign.join(' or ')}. A person can override that with a reason.`,
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
