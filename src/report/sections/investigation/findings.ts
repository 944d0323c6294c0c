import type { RootContent } from 'mdast';
import type { Analysis, Finding } from '../../../domain/analysis.js';
import { heading, list, paragraph } from '../../nodes/blocks.js';
import { cite } from '../../nodes/refs.js';
import { phrase, say, value, words } from '../../nodes/text.js';
import type { Section } from '../types.js';

/** Every claim that the evidence supports, by subject. The appendix has the weights. */
export const findings: Section = {
  id: 'findings',
  title: 'Findings',
  render: ({ analysis, playbook }) => {
    if (!analysis) return [paragraph(words('None: nothing was analysed.'))];
    if (analysis.findings.length === 0)
      return [
        paragraph(words('None: no rule of the playbook applied to the evidence listed under Coverage and limits.')),
      ];
    const groups = [...new Set(playbook.findings.map(({ group }) => group))];
    const subjects = [...new Set(analysis.findings.map(({ subject }) => subject))].sort(hostFirst);
    return subjects.flatMap((subject) => ofSubject(analysis, subject, groups));
  },
};

const hostFirst = (a: string | null, b: string | null): number => Number(a !== null) - Number(b !== null);

const ofSubject = (analysis: Analysis, subject: string | null, groups: string[]): RootContent[] => {
  const counted = new Set(analysis.scores.flatMap((score) => score.counted));
  const claims = together(
    analysis.findings
      .map((finding, index) => ({ finding, counts: counted.has(index) }))
      .filter(({ finding }) => finding.subject === subject),
  ).sort((a, b) => groups.indexOf(a.finding.group) - groups.indexOf(b.finding.group));
  return [
    subject === null ? heading(3, words('The host')) : heading(3, value(subject)),
    list(
      claims.map(({ finding, counts }) => ({
        blocks: [
          paragraph(phrase(finding.says), cite(finding.from), words('.')),
          list([say`${words(effectOnLevel(finding, counts))}${words(otherExplanation(finding))}`]),
        ],
      })),
    ),
  ];
};

interface Claim {
  finding: Finding;
  counts: boolean;
}

/** Two rows can support one claim, for example a sign-in that is in two exports. The claim is printed once, with both. */
function together(claims: Claim[]): Claim[] {
  const bySentence = new Map<string, Claim>();
  for (const { finding, counts } of claims) {
    const key = JSON.stringify([finding.id, finding.says]);
    const held = bySentence.get(key);
    const from = [...(held?.finding.from ?? []), ...finding.from];
    bySentence.set(key, { finding: { ...finding, from }, counts: counts || held?.counts === true });
  }
  return [...bySentence.values()];
}

/** A finding that lowers the level has an explanation too, and that one isn't innocent. */
const otherExplanation = ({ innocent, weight }: Finding): string => {
  if (!innocent) return '';
  return weight < 0 ? ` Other explanation: ${innocent}.` : ` Innocent explanation: ${innocent}.`;
};

const effectOnLevel = ({ weight }: Finding, counts: boolean): string => {
  if (weight === 0) return 'Does not change the level.';
  if (!counts) return 'Not counted, because another finding of its group weighs as much or more.';
  return weight > 0 ? 'Raises the level.' : 'Lowers the level.';
};
