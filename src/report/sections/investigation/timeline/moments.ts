import type { PhrasingContent } from 'mdast';
import { parseEvidenceRef } from '../../../../domain/evidence.js';
import type { JsonObject } from '../../../../domain/json.js';
import { parseTime } from '../../../../domain/time.js';
import type { Case } from '../../../model/case.js';
import { fromOf, objects, textOf } from '../../../model/facts.js';
import type { Table } from '../../../model/rows.js';
import { listed, say, value, words } from '../../../nodes/text.js';
import { fieldName } from '../../../nodes/wording.js';

/** One moment of the timeline. */
export interface Moment {
  /** UTC ISO-8601. */
  at: string;
  /** Log or collector that tells it. */
  source: PhrasingContent;
  event: PhrasingContent[];
  refs: string[];
  /** Anchors and rows that findings refer to come before rows that only carry a fact, where not all can be shown. */
  weight: number;
}

/** Fields that say which row it is, not what happened. */
const plumbing =
  /^(kind|generation|log|channel|recordId|id|time|processId|sid|userSid|logonId|linkedLogonId|subjectSid|from)$/;
const fieldsShown = 3;

/** Moments of the alert, of anchors and of every row that is referred to, in order of time. */
export function moments(record: Case): Moment[] {
  const anchors = record
    .factsBy('timeAnchors')
    .flatMap((fact) => objects(fact.value))
    .flatMap(anchorMoment);
  const anchored = new Set(anchors.flatMap(({ at, refs }) => refs.map((ref) => `${at} ${ref}`)));
  const inFindings = new Set((record.analysis?.findings ?? []).flatMap(({ from }) => from));
  const rows = [...record.rows].flatMap(([ref, { table, data }]) =>
    rowMoments(table, ref, data, inFindings.has(ref) ? 2 : 1),
  );
  const others = rows.filter(({ at, refs }) => !anchored.has(`${at} ${refs[0]}`));
  return [...alertMoment(record), ...anchors, ...once(others)].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : compareRefs(a.refs[0], b.refs[0]),
  );
}

/** What two collectors saw alike, as a socket in two snapshots, is one moment with both references. */
function once(moments: Moment[]): Moment[] {
  const kept = new Map<string, Moment>();
  for (const moment of moments) {
    const key = `${moment.at} ${JSON.stringify(moment.event)}`;
    const held = kept.get(key);
    const refs = [...(held?.refs ?? []), ...moment.refs];
    kept.set(key, held ? { ...held, refs, weight: Math.max(held.weight, moment.weight) } : moment);
  }
  return [...kept.values()];
}

const iso = (text: string | null): string | null => (text === null ? null : (parseTime(text)?.toISOString() ?? null));

const compareRefs = (a = '', b = ''): number => {
  const [one, other] = [parseEvidenceRef(a), parseEvidenceRef(b)];
  const byEvidence = (one?.evidence ?? '').localeCompare(other?.evidence ?? '', 'en', { numeric: true });
  return byEvidence || (one?.row ?? 0) - (other?.row ?? 0);
};

const alertMoment = ({ opened }: Case): Moment[] => {
  const at = iso(opened.data.detection.time);
  return at === null
    ? []
    : [{ at, source: words('alert'), event: [words('event that the alert speaks of')], refs: [], weight: 3 }];
};

const anchorMoment = (row: JsonObject): Moment[] => {
  const at = iso(textOf(row, 'at'));
  return at === null
    ? []
    : [{ at, source: words('anchor'), event: [value(row['label'])], refs: fromOf(row), weight: 3 }];
};

/** A row tells one moment for each of its fields of type `time`; an event's own time needs no name. */
const rowMoments = ({ name: table, fields, times }: Table, ref: string, data: JsonObject, weight: number): Moment[] => {
  const log = textOf(data, 'log') ?? textOf(data, 'channel');
  const what = fields
    .filter((name) => !times.includes(name) && !plumbing.test(name) && (data[name] ?? '') !== '')
    .slice(0, fieldsShown)
    .map((name) => say`${words(fieldName(name))} ${value(data[name], 80)}`);
  return times.flatMap((name) => {
    const at = iso(textOf(data, name));
    if (at === null) return [];
    const kind =
      name !== 'time'
        ? [words(fieldName(name))]
        : data['id'] === undefined || data['id'] === null
          ? []
          : say`event ${value(data['id'])}`;
    return [
      {
        at,
        source: value(log ?? table),
        event: listed([...(kind.length > 0 ? [kind] : []), ...what]),
        refs: [ref],
        weight,
      },
    ];
  });
};
