import { lowerAscii } from '../../../domain/host-name.js';
import type { Json } from '../../../domain/json.js';
import { grouped, isObject, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * A person's answer about each of several names, one row per name: `[{name, answer, from}]`. Names are in lower case and
 * in the order of `rows`; rows without a name are left out. Params: `key` is the field with the name. `question` is the
 * question that `answer` answers: `{name: option}`, or one option without a name if there is only one name.
 *
 * `answer` is null when nobody answered for the name, or when two answers for it differ. `from` has the rows of the name, and the answer if there is one.
 */
export const answeredFor: FactFunction = {
  name: 'answeredFor',
  with: ['rows', 'answer'],
  run({ rows, answer }, params) {
    const key = text(params['key']) ?? 'name';
    const byName = grouped(rowsOf(rows), (row) => spelt(row[key]));
    const said = grouped(isObject(answer) ? Object.entries(answer) : [], ([name]) => spelt(name));
    const answerFor = (name: string) => {
      const answers = new Set((said.get(name) ?? []).map(([, each]) => text(each)));
      return answers.size === 1 ? [...answers][0]! : null;
    };
    return [...byName].map(([name, named]) => {
      const own = isObject(answer) ? answerFor(name) : byName.size === 1 ? text(answer) : null;
      const source = own === null ? [] : [`answers.${text(params['question']) ?? ''}`];
      return { name, answer: own, from: [...refs(named), ...source] };
    });
  },
};

/** Only letters A to Z lose their case: a name that looks the same is another name. */
const spelt = (name: Json | undefined): string | null => {
  const given = text(name);
  return given === null ? null : lowerAscii(given.trim());
};
