import type { PhrasingContent, RootContent } from 'mdast';
import { type JsonObject, objectsOf } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, textOf } from '../../../model/facts.js';
import { cappedTable, paragraph } from '../../../nodes/blocks.js';
import { refs } from '../../../nodes/refs.js';
import { listed, say, value, valueOrBlank, words } from '../../../nodes/text.js';
import { utc, utcOrLocalDay } from '../../../nodes/time.js';

/** Each moment of `changeWindows` facts against the approved windows that were given; one sentence without any. */
export const changeWindows = (record: Case): RootContent[] => {
  const rows = record.factsBy('changeWindows').flatMap((fact) => objectsOf(fact.value));
  if (rows.length > 0 && rows.every((row) => row['inside'] === null && row['window'] === null))
    return [
      paragraph(
        say`No approved change window was given to compare these moments with: ${listed(rows.map((row) => value(row['label'])))}.`,
      ),
    ];
  return cappedTable(
    ['Moment', 'At (UTC)', 'Approved window', 'Evidence'],
    rows.map((row) => [
      value(row['label']),
      utcOrLocalDay(row['at'], row['precision']),
      inside(row),
      refs(fromOf(row)),
    ]),
    'the analysis file',
  );
};

const inside = (row: JsonObject): PhrasingContent[] => {
  if (row['inside'] === true) return say`inside ${windowOf(row)}`;
  if (row['inside'] === false) return [words('outside every window that was given')];
  return row['window'] === null
    ? [words('cannot say')]
    : say`cannot say: only a part of that day is inside ${windowOf(row)}`;
};

/** From when to when, and where the window comes from, in which zone. */
const windowOf = (row: JsonObject): PhrasingContent[] => {
  const [start = '', end = ''] = (textOf(row, 'window') ?? '').split('/');
  const said = [
    ...[valueOrBlank(row['windowLabel']), valueOrBlank(row['windowSource'])].filter((part) => part.length > 0),
    ...(textOf(row, 'windowZone') ? [say`times given in ${value(row['windowZone'])}`] : []),
  ];
  return say`${utc(start)} to ${utc(end)}${said.length > 0 ? say` (${listed(said)})` : []}`;
};
