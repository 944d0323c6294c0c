import { type Outcome, outcomes, type Source } from '../../domain/evidence.js';
import type { Case } from './case.js';
import type { CollectorState } from './collectors.js';
import { ofType } from './collectors.js';

/** Number of collectors by outcome, in the order of the four words. */
export const outcomeCounts = (record: Case): { outcome: Outcome; count: number }[] =>
  outcomes.map((outcome) => ({
    outcome,
    count: record.collectors.filter((state) => state.outcome === outcome).length,
  }));

/** Collectors that gave no complete answer. */
export const incomplete = (record: Case): CollectorState[] =>
  record.collectors.filter(({ outcome }) => outcome === 'failed' || outcome === 'notRun');

/** A source that exists and was not read, or not wholly. One that does not exist was looked at: that is an answer. */
export const isUnread = ({ outcome, reason, truncated }: Source): boolean =>
  truncated || ((outcome === 'failed' || outcome === 'notRun') && reason !== 'absent');

const sourcesOf = (record: Case): Source[] => record.collectors.flatMap((state) => state.sources);

export const unreadSources = (record: Case): Source[] => sourcesOf(record).filter(isUnread);

/** Sources that the host does not have. */
export const absentSources = (record: Case): Source[] => sourcesOf(record).filter(({ reason }) => reason === 'absent');

/** Attachments that a person said are not to be had, and that were not brought later. */
export const unavailable = (record: Case) => {
  const attached = new Set(ofType(record.journal, 'ATTACHED').map((entry) => entry.data.attachment));
  return ofType(record.journal, 'UNAVAILABLE').filter((entry) => !attached.has(entry.data.attachment));
};

/** Questions of the playbook without an answer that stands. */
export const unanswered = (record: Case): string[] => {
  const answered = new Set(
    record.answers.filter(({ standing }) => standing === 'effective').map(({ entry }) => entry.data.question),
  );
  return Object.keys(record.playbook.questions).filter((question) => !answered.has(question));
};

/** Questions answered after the last analysis: the findings do not rest on them yet. */
export const answeredSinceAnalysis = (record: Case): string[] => {
  const analysed = ofType(record.journal, 'ANALYSED').at(-1)?.seq ?? 0;
  return record.answers
    .filter(({ entry, standing }) => standing === 'effective' && entry.seq > analysed)
    .map(({ entry }) => entry.data.question);
};
