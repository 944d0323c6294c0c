import type { PhrasingContent } from 'mdast';
import type { JsonObject } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, textOf } from '../../../model/facts.js';
import { anchorsOf, inOrder, isoTime } from '../../../model/moments.js';
import type { Table } from '../../../model/rows.js';
import { listed, say, value, words } from '../../../nodes/text.js';
import { fieldName } from '../../../nodes/wording.js';

/** One moment of the timeline. */
export interface Moment {
  /** UTC ISO-8601. */
  at: string;
  /** Log or collector that recorded it. */
  source: PhrasingContent;
  event: PhrasingContent[];
  refs: string[];
  /** When not all fit: anchors and rows that findings refer to come before rows that only a fact refers to. */
  weight: number;
}

/** Fields that identify a row and do not say what happened. */
const identifying =
  /^(kind|generation|log|channel|recordId|id|time|processId|sid|userSid|logonId|linkedLogonId|subjectSid|from)$/;
const fieldsShown = 3;

/** Moments of the alert, of anchors and of every row that is referred to, in order of time. */
export function moments(record: Case): Moment[] {
  const anchors = anchorsOf(record).map(
    ({ at, anchor }): Moment => ({
      at,
      source: words('anchor'),
      event: [value(anchor['label'])],
      refs: fromOf(anchor),
      weight: 3,
    }),
  );
  const anchored = new Set(anchors.flatMap(({ at, refs }) => refs.map((ref) => `${at} ${ref}`)));
  const inFindings = new Set((record.analysis?.findings ?? []).flatMap(({ from }) => from));
  const rows = [...record.rows].flatMap(([ref, { table, data }]) =>
    rowMoments(table, ref, data, inFindings.has(ref) ? 2 : 1),
  );
  const others = rows.filter(({ at, refs }) => !anchored.has(`${at} ${refs[0]}`));
  return inOrder([...alertMoment(record), ...anchors, ...withoutRepeats(others)]);
}

/** Two collectors can see the same thing, such as a socket in two snapshots. That is one moment with both references. */
function withoutRepeats(all: Moment[]): Moment[] {
  const kept = new Map<string, Moment>();
  for (const moment of all) {
    const key = `${moment.at} ${JSON.stringify(moment.event)}`;
    const same = kept.get(key);
    const refs = [...(same?.refs ?? []), ...moment.refs];
    kept.set(key, same ? { ...same, refs, weight: Math.max(same.weight, moment.weight) } : moment);
  }
  return [...kept.values()];
}

const alertMoment = ({ opened }: Case): Moment[] => {
  const at = isoTime(opened.data.detection.time);
  return at === null ? [] : [{ at, source: words('alert'), event: [words('event of the alert')], refs: [], weight: 3 }];
};

/** A row has one moment for each of its fields of type `time`. An event's own time needs no name. */
const rowMoments = ({ name: table, fields, times }: Table, ref: string, data: JsonObject, weight: number): Moment[] => {
  const source = value(textOf(data, 'log') ?? textOf(data, 'channel') ?? table);
  const what = fields
    .filter((name) => !times.includes(name) && !identifying.test(name) && (data[name] ?? '') !== '')
    .slice(0, fieldsShown)
    .map((name) => say`${words(fieldName(name))} ${value(data[name], 80)}`);
  return times.flatMap((name) => {
    const at = isoTime(textOf(data, name));
    return at === null ? [] : [{ at, source, event: listed([...kindOf(name, data), ...what]), refs: [ref], weight }];
  });
};

const kindOf = (field: string, { id }: JsonObject): PhrasingContent[][] => {
  if (field !== 'time') return [[words(fieldName(field))]];
  return id === undefined || id === null ? [] : [say`event ${value(id)}`];
};
