import type { RootContent } from 'mdast';
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
  render: ({ playbook, opened, conclusion, analysis, pending, head, handling, review }) => {
    const host = opened.data.detection.host.name;
    const open = pending
      ? say` The case waits for ${words(waiting(pending.kind))}: ${words(pending.title)} (${value(pending.key)}).`
      : [];
    const since = proposedSince({ conclusion, analysis });
    return [
      heading(1, words(`Incident report: ${playbook.title}`), ...(host ? say`, on ${value(host)}` : [])),
      ...handlingLine(handling),
      conclusion
        ? paragraph(
            strong(words(`Concluded: ${conclusion.data.level}.`)),
            say` By ${value(conclusion.data.by)} at ${utc(conclusion.at)}.`,
            conclusion.data.overridden
              ? say` The rules propose ${words(conclusion.data.proposed)}; overridden because ${quoted(conclusion.data.because ?? 'no reason was given')}.`
              : words(` This is what the rules ${since ? 'proposed then' : 'propose'}.`),
            since ? words(` On what came in since then they propose ${since}.`) : [],
            open,
          )
        : paragraph(strong(words('NOT CONCLUDED.')), say` No verdict has been given as of ${utc(head.at)}.`, open),
      ...reviewLine(review),
      paragraph(
        words('All times are UTC. '),
        ...say`A reference such as ${value('[E3#12]')} names row 12 of evidence E3; the files are listed under Chain of custody.`,
      ),
    ];
  },
};

/** What the rules propose by now, where that is another level than when the verdict was given: an alert joined later. */
export const proposedSince = ({ conclusion, analysis }: Pick<Case, 'conclusion' | 'analysis'>): string | null =>
  conclusion && analysis && analysis.proposed.level !== conclusion.data.proposed ? analysis.proposed.level : null;

/** How the reader is to handle it; nothing where nobody said. */
const handlingLine = ({ caseRef, tlp, legalHold }: Handling): RootContent[] => {
  const parts = [
    ...(tlp === null ? [] : [strong(words(`TLP:${tlp}.`))]),
    ...(caseRef === null ? [] : [say`Case reference ${quoted(caseRef)}.`]),
    ...(legalHold ? [[strong(words('Legal hold:')), words(' nothing that could be evidence may be destroyed.')]] : []),
  ];
  return parts.length === 0 ? [] : [paragraph(...parts.flatMap((part, n) => [...(n === 0 ? [] : [words(' ')]), part]))];
};

/** A benign verdict and containment want a second name. */
const reviewLine = ({ needed, reviews }: ReviewState): RootContent[] => {
  if (needed.length === 0) return [];
  return [
    reviews.length > 0
      ? paragraph(
          say`Reviewed by ${listed(reviews.map((review) => say`${value(review.data.by)} at ${utc(review.at)}`))}.`,
        )
      : paragraph(
          strong(words('Not reviewed:')),
          words(` no second person has confirmed the ${needed.join(' and the ')}.`),
        ),
  ];
};
