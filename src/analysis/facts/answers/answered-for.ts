import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, isObject, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * What a person said of each of several names, one row for each: `[{name, answer, from}]`, names in lower case in the
 * order of `rows`, without those that name nothing. Params: `key`, the field of a row that holds the name, and
 * `question`, which `answer` answers, `{name: option}`; one option without a name counts where there is one name.
 *
 * `answer` is null where nothing was said of the name. `from` holds the rows of the name, and the answer where there is one.
 */
export const answeredFor: FactFunction = {
  name: 'answeredFor',
  with: ['rows', 'answer'],
  run({ rows, answer }, params) {
    const key = text(params['key']) ?? 'name';
    const byName = new Map<string, DerivedRow[]>();
    for (const row of rowsOf(rows)) {
      const name = folded(row[key]);
      if (name !== null) byName.set(name, [...(byName.get(name) ?? []), row]);
    }
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
