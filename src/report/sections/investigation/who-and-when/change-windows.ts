import type { PhrasingContent, RootContent } from 'mdast';
import type { JsonObject } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, objects, textOf } from '../../../model/facts.js';
import { cappedTable, paragraph } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { listed, say, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';

/** Each moment of `changeWindows` facts against the approved windows that were named; one sentence where there are none. */
export const changeWindows = (record: Case): RootContent[] => {
  const rows = record.factsBy('changeWindows').flatMap((fact) => objects(fact.value));
  if (rows.length > 0 && rows.every((row) => row['inside'] === null && row['window'] === null))
    return [
      paragraph(
        words('No approved change window was named, so nothing can be said of '),
        ...listed(rows.map((row) => value(row['label']))),
        words('.'),
      ),
    ];
  return cappedTable(
    ['Moment', 'At (UTC)', 'Approved window', 'Evidence'],
    rows.map((row) => [
      value(row['label']),
      [utc(row['at']), ...(row['precision'] === 'day' ? [words(' (local day)')] : [])].flat(),
      inside(row),
      refs(fromOf(row)),
    ]),
    [words('the analysis file holds all')],
  );
};

const inside = (row: JsonObject): PhrasingContent[] => {
  if (row['inside'] === true) return say`inside ${windowOf(row)}`;
  if (row['inside'] === false) return [words('outside every window that was named')];
  return row['window'] === null ? [words('cannot say')] : say`cannot say: ${windowOf(row)} holds a part of that day`;
};

/** From when to when, and where that was said, in which zone. */
const windowOf = (row: JsonObject): PhrasingContent[] => {
  const [start = '', end = ''] = (textOf(row, 'window') ?? '').split('/');
  const said = [
    ...(textOf(row, 'windowLabel') ? [[value(row['windowLabel'])]] : []),
    ...(textOf(row, 'windowSource') ? [[value(row['windowSource'])]] : []),
    ...(textOf(row, 'windowZone') ? [say`times given in ${value(row['windowZone'])}`] : []),
  ];
  return say`${utc(start)} to ${utc(end)}${said.length > 0 ? say` (${listed(said)})` : []}`;
};
