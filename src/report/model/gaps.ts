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

/** Collectors without a complete answer. */
export const incomplete = (record: Case): CollectorState[] =>
  record.collectors.filter(({ outcome }) => outcome === 'failed' || outcome === 'notRun');

/** A source that exists and was not read, or only in part. A source that does not exist was looked at: that is an answer. */
export const isUnread = ({ outcome, reason, truncated }: Source): boolean =>
  truncated || ((outcome === 'failed' || outcome === 'notRun') && reason !== 'absent');

/** Two collectors can read one log over two ranges, so each source is named with its collector. */
const sourcesOf = (record: Case): { source: Source; collector: string }[] =>
  record.collectors.flatMap(({ id, sources }) => sources.map((source) => ({ source, collector: id })));

/** A collector that had nothing to look for is itself a gap; its sources are not listed again. */
export const unreadSources = (record: Case) =>
  sourcesOf(record).filter(({ source }) => isUnread(source) && source.reason !== 'skipped');

/** Sources that the host does not have. */
export const absentSources = (record: Case): Source[] =>
  sourcesOf(record).flatMap(({ source }) => (source.reason === 'absent' ? [source] : []));

/** Attachments that are unavailable, were not asked for, or were not understood completely. */
export const missingAttachments = (record: Case): { id: string; why: string }[] =>
  record.attachments.flatMap(({ id, outcome, detail }) => {
    if (outcome === 'failed') return [{ id, why: 'not understood, or only in part' }];
    return outcome === 'notRun' ? [{ id, why: detail === null ? 'not asked for' : 'unavailable' }] : [];
  });

/** Questions of the playbook without a valid answer. */
export const unanswered = (record: Case): string[] => {
  const answered = new Set(
    record.answers.filter(({ standing }) => standing === 'effective').map(({ entry }) => entry.data.question),
  );
  return Object.keys(record.playbook.questions).filter((question) => !answered.has(question));
};

/** Questions answered after the last analysis, so not in the findings yet. */
export const answeredSinceAnalysis = (record: Case): string[] => {
  const analysed = ofType(record.journal, 'ANALYSED').at(-1)?.seq ?? 0;
  return record.answers
    .filter(({ entry, standing }) => standing === 'effective' && entry.seq > analysed)
    .map(({ entry }) => entry.data.question);
};
