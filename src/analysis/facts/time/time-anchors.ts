import type { DerivedRow } from '../../../domain/analysis.js';
import type { Json } from '../../../domain/json.js';
import { isObject, moment, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

/**
 * Named moments side by side: `[{name, label, at, precision, about, from}]`, in the order of the arguments. A name without
 * a usable row is left out. Params: per name `{label, at, pick: first|last, about}`, where `at` is the field.
 *
 * `precision` is `time` (`at` is UTC ISO-8601) or `day` (`at` is YYYY-MM-DD, from the YYYYMMDD of the Uninstall key,
 * which is a day of the host's own calendar).
 */
export const timeAnchors: FactFunction = {
  name: 'timeAnchors',
  with: [],
  run(args, params, complain) {
    return Object.entries(args).flatMap(([name, rows]) => {
      const setting = params[name];
      const field = isObject(setting) ? text(setting['at']) : null;
      if (!isObject(setting) || field === null) {
        complain(`params has no { label, at, pick, about } for ${name}`);
        return [];
      }
      const found = rowsOf(rows)
        .map((row) => anchorOf(row, row[field]))
        .filter((anchor) => anchor !== null)
        .sort((a, b) => a.order - b.order)
        .at(setting['pick'] === 'last' ? -1 : 0);
      if (!found) return [];
      const { at, precision, from } = found;
      return [{ name, label: text(setting['label']) ?? name, at, precision, about: text(setting['about']), from }];
    });
  },
};

function anchorOf(row: DerivedRow, value: Json | undefined) {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(String(value));
  const iso = day ? `${day[1]}-${day[2]}-${day[3]}` : text(value);
  const order = moment(day ? `${iso} 00:00Z` : iso);
  return order === null || iso === null
    ? null
    : { at: day ? iso : new Date(order).toISOString(), precision: day ? 'day' : 'time', order, from: row.from };
}
