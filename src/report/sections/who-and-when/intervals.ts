import type { PhrasingContent, RootContent } from 'mdast';
import type { JsonObject } from '../../../domain/json.js';
import type { Case } from '../../model/case.js';
import { fromOf, objects } from '../../model/facts.js';
import { cappedTable } from '../../nodes/blocks.js';
import { refs } from '../../nodes/refs.js';
import { value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';

/** Intervals of `eventIntervals` facts: from when to when, as far as the events say. */
export const intervals = (record: Case): RootContent[] =>
  cappedTable(
    ['What', 'Up since (UTC)', 'Until (UTC)', 'Evidence'],
    record
      .factsBy('eventIntervals')
      .flatMap((fact) => objects(fact.value))
      .map((row) => [
        value(row['connection'] ?? row['key']),
        row['startKnown'] === false ? words('not known: no start in what was read') : utc(row['start']),
        until(row),
        refs(fromOf(row)),
      ]),
    [words('the analysis file holds all')],
  );

const until = (row: JsonObject): PhrasingContent[] =>
  row['open'] === true ? [words('no end in the log; still up at '), utc(row['observed'])] : [utc(row['end'])];
