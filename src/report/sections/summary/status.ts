import type { PhrasingContent, RootContent } from 'mdast';
import type { ReviewState } from '../../../domain/folds/review.js';
import type { Handling } from '../../../domain/handling.js';
import type { Case } from '../../model/case.js';
import { heading, paragraph } from '../../nodes/blocks.js';
import { listed, quoted, say, strong, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { waiting } from '../../nodes/wording.js';
import type { Section } from '../types.js';

/** Title and state of the case, before anything else. */
export const status: Section = {
  id: 'status',
  title: null,
  render: (record) => {
    const { playbook, opened, pending, handling, review } = record;
    const host = opened.data.detection.host.name;
    const open = pending
      ? say` The case waits for ${words(waiting(pending.kind))}: ${words(pending.title)} (${value(pending.key)}).`
      : [];
    return [
      heading(1, words(`Incident report: ${playbook.title}`), ...(host ? say`, on ${value(host)}` : [])),
      ...handlingLine(handling),
      paragraph(verdict(record), open),
      ...reviewLine(review),
      paragraph(
        words('All times are in UTC. '),
        ...say`A reference such as ${value('[E3#12]')} means row 12 of evidence E3. Chain of custody lists the files.`,
      ),
    ];
  },
};

const verdict = ({ conclusion, analysis, head }: Case): PhrasingContent[] => {
  if (!conclusion) return say`${strong(words('NOT CONCLUDED.'))} No verdict has been given as of ${utc(head.at)}.`;
  const { level, by, overridden, because, proposed } = conclusion.data;
  const given = say`${strong(words(`Concluded: ${level}.`))} By ${value(by)} at ${utc(conclusion.at)}.`;
  const basis = overridden
    ? say` The rules proposed ${words(proposed)}. This verdict overrides them because ${quoted(because ?? 'no reason was given')}.`
    : [words(' The rules proposed the same level.')];
  // An alert that joins later is analysed too, after the verdict.
  const later = analysis && analysis.proposed.level !== proposed ? analysis.proposed.level : null;
  return [...given, ...basis, ...(later ? [words(` With what came in later, they propose ${later}.`)] : [])];
};

/** How the reader must handle the report; nothing when nobody said. */
const handlingLine = ({ caseRef, tlp, legalHold }: Handling): RootContent[] => {
  const parts = [
    ...(tlp === null ? [] : [strong(words(`TLP:${tlp}.`))]),
    ...(caseRef === null ? [] : [say`Case reference ${quoted(caseRef)}.`]),
    ...(legalHold
      ? [[strong(words('Legal hold:')), words(' nobody may destroy anything that could be evidence.')]]
      : []),
  ];
  return parts.length === 0 ? [] : [paragraph(...parts.flatMap((part, n) => [...(n === 0 ? [] : [words(' ')]), part]))];
};

/** A benign verdict and containment need a second person. */
const reviewLine = ({ needed, reviews }: ReviewState): RootContent[] => {
  if (needed.length === 0) return [];
  if (reviews.length > 0)
    return [
      paragraph(
        say`Reviewed by ${listed(reviews.map((review) => say`${value(review.data.by)} at ${utc(review.at)}`))}.`,
      ),
    ];
  const missing = words(` no second person has confirmed the ${needed.join(' and the ')}.`);
  return [paragraph(strong(words('Not reviewed:')), missing)];
};
