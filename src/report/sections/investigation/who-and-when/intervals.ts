import type { PhrasingContent, RootContent } from 'mdast';
import { type JsonObject, objectsOf } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf } from '../../../model/facts.js';
import { cappedTable } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { say, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';

/** Intervals of `eventIntervals` facts: from when to when, as far as the events show. */
export const intervals = (record: Case): RootContent[] =>
  cappedTable(
    ['What', 'Up since (UTC)', 'Until (UTC)', 'Evidence'],
    record
      .factsBy('eventIntervals')
      .flatMap((fact) => objectsOf(fact.value))
      .map((row) => [
        value(row['connection'] ?? row['key']),
        row['startKnown'] === false ? words('not known: no start in the records that were read') : utc(row['start']),
        until(row),
        refs(fromOf(row)),
      ]),
    'the analysis file',
  );

const until = (row: JsonObject): PhrasingContent[] => (row['open'] === true ? noEnd(row) : [utc(row['end'])]);

/** All that is known about an interval without an end: up to which moment the log was read. */
export const noEnd = (row: JsonObject): PhrasingContent[] =>
  say`no end in the log${typeof row['readTo'] === 'string' ? say` up to ${utc(row['readTo'])}` : []}`;
