import type { RootContent } from 'mdast';
import type { Json } from '../../../domain/json.js';
import type { Case } from '../../model/case.js';
import { fromOf, objects } from '../../model/facts.js';
import { cappedTable } from '../../nodes/blocks.js';
import { refs } from '../../nodes/refs.js';
import { say, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';

/** Each moment of `changeWindows` facts against the approved windows that were named. */
export const changeWindows = (record: Case): RootContent[] =>
  cappedTable(
    ['Moment', 'At (UTC)', 'Approved window', 'Evidence'],
    record
      .factsBy('changeWindows')
      .flatMap((fact) => objects(fact.value))
      .map((row) => [
        value(row['label']),
        utc(row['at']),
        [...inside(row['inside'], row['window'])],
        refs(fromOf(row)),
      ]),
    [words('the analysis file holds all')],
  );

const inside = (json: Json | undefined, window: Json | undefined) => {
  if (json === true) return [words('inside '), value(window)];
  if (json === false) return [words('outside every window that was named')];
  return typeof window === 'string'
    ? say`cannot say: ${value(window)} holds a part of that day`
    : [words('cannot say')];
};
