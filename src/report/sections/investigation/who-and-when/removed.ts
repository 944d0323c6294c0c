import type { RootContent } from 'mdast';
import type { JsonObject } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, objects, textOf } from '../../../model/facts.js';
import { list } from '../../../nodes/blocks.js';
import { evidence } from '../../../nodes/refs.js';
import { quoted, say, strong, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';

/** Packages that were removed, from `packageRemovals` facts; with who did it, where records name an account. */
export const removed = (record: Case): RootContent[] => {
  const rows = record.factsBy('packageRemovals').flatMap((fact) => objects(fact.value));
  return rows.length === 0 ? [] : [list(rows.map(removal))];
};

const removal = (row: JsonObject) => {
  const version = textOf(row, 'version') ? say` ${value(row['version'])}` : [];
  const again = textOf(row, 'installedAgain')
    ? say` It was installed again at ${utc(row['installedAgain'])}.`
    : [words(' No later installation of it is in what was read.')];
  return say`${value(row['product'])}${version} was removed at ${utc(row['at'])}${evidence(fromOf(row))}. ${who(row)}${again}`;
};

const who = (row: JsonObject) => {
  const name = textOf(row, 'account') ?? textOf(row, 'sid');
  return name === null
    ? words('By whom: cannot say, the records name no account that stands for a person.')
    : say`By ${value(name)}, confidence ${strong(words(textOf(row, 'confidence') ?? 'not known'))}. Basis: ${quoted(textOf(row, 'reason') ?? '')}.`;
};
