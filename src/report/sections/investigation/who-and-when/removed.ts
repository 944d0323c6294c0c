import type { RootContent } from 'mdast';
import { type JsonObject, objectsOf } from '../../../../domain/json.js';
import type { Case } from '../../../model/case.js';
import { fromOf, textOf } from '../../../model/facts.js';
import { accountWithConfidence } from '../../../nodes/accounts.js';
import { bullets } from '../../../nodes/blocks.js';
import { cite } from '../../../nodes/refs.js';
import { quoted, say, value, words } from '../../../nodes/text.js';
import { utc } from '../../../nodes/time.js';

/** Packages that were removed, from `packageRemovals` facts, and by whom when a record names an account. */
export const removed = (record: Case): RootContent[] =>
  bullets(
    record
      .factsBy('packageRemovals')
      .flatMap((fact) => objectsOf(fact.value))
      .map(removal),
  );

const removal = (row: JsonObject) => {
  const version = textOf(row, 'version') ? say` ${value(row['version'])}` : [];
  const again = textOf(row, 'installedAgain')
    ? say` It was installed again at ${utc(row['installedAgain'])}.`
    : [words(' The records that were read contain no later installation of it.')];
  return say`${value(row['product'])}${version} was removed at ${utc(row['at'])}${cite(fromOf(row))}. ${who(row)}${again}`;
};

const who = (row: JsonObject) => {
  const account = accountWithConfidence(row);
  return account === null
    ? words('By whom: cannot say, because no record names the account of a person.')
    : say`By ${account}. Basis: ${quoted(textOf(row, 'reason') ?? '')}.`;
};
