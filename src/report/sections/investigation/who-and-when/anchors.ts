import type { RootContent } from 'mdast';
import { type JsonObject, objectsOf } from '../../../../domain/json.js';
import { parseTime, toIso } from '../../../../domain/time.js';
import type { Case } from '../../../model/case.js';
import { fromOf, textOf } from '../../../model/facts.js';
import { cappedTable, paragraph } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { say, value, words } from '../../../nodes/text.js';
import { span, utc, utcOrLocalDay } from '../../../nodes/time.js';

/** Moments of `timeAnchors` facts, and how far apart those about the same thing are. */
export const anchors = (record: Case): RootContent[] => {
  const rows = record.factsBy('timeAnchors').flatMap((fact) => objectsOf(fact.value));
  return [
    ...cappedTable(
      ['Moment', 'At (UTC)', 'About', 'Evidence'],
      rows.map((row) => [
        value(row['label']),
        utcOrLocalDay(row['at'], row['precision']),
        value(row['about']),
        refs(fromOf(row)),
      ]),
      'the analysis file',
    ),
    ...spreads(rows),
  ];
};

/** Moments of one event are at most minutes apart. */
const agreeing = 10 * 60_000;

const spreads = (rows: JsonObject[]): RootContent[] => {
  const abouts = [...new Set(rows.map((row) => textOf(row, 'about')))];
  return abouts.flatMap((about) => {
    const moments = rows
      .filter((row) => row['about'] === about && row['precision'] !== 'day')
      .flatMap((row) => parseTime(textOf(row, 'at') ?? '') ?? [])
      .sort((a, b) => a.getTime() - b.getTime());
    const [first, last] = [moments[0], moments.at(-1)];
    if (moments.length < 2 || !first || !last) return [];
    const apart = last.getTime() - first.getTime();
    return [
      paragraph(
        apart <= agreeing
          ? say`The ${moments.length} moments about ${value(about)} are within ${words(span(apart))} of each other.`
          : say`The ${moments.length} moments about ${value(about)} are spread from ${utc(toIso(first))} to ${utc(toIso(last))}. They may belong to different events.`,
      ),
    ];
  });
};
