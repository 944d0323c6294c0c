import { folded, grouped, isObject, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * A person's answer about each of several names, one row per name: `[{name, answer, from}]`. Names are in lower case and
 * in the order of `rows`; rows without a name are left out. Params: `key` is the field with the name. `question` is the
 * question that `answer` answers: `{name: option}`, or one option without a name if there is only one name.
 *
 * `answer` is null when nobody answered for the name. `from` has the rows of the name, and the answer if there is one.
 */
export const answeredFor: FactFunction = {
  name: 'answeredFor',
  with: ['rows', 'answer'],
  run({ rows, answer }, params) {
    const key = text(params['key']) ?? 'name';
    const byName = grouped(rowsOf(rows), (row) => folded(row[key]));
    const said = new Map(
      isObject(answer) ? Object.entries(answer).map(([name, each]) => [folded(name), text(each)]) : [],
    );
    return [...byName].map(([name, named]) => {
      const own = isObject(answer) ? (said.get(name) ?? null) : byName.size === 1 ? text(answer) : null;
      const source = own === null ? [] : [`answers.${text(params['question']) ?? ''}`];
      return { name, answer: own, from: [...refs(named), ...source] };
    });
  },
};
