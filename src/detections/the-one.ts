import type { Json } from '../domain/json.js';
import { usageError } from '../errors.js';

/** The only item of a list of alerts. A case is one alert, and which of several it should be is not ours to choose. */
export function theOne(items: Json[], what: string): Json {
  if (items.length === 1) return items[0]!;
  throw usageError('alert-count', {
    what: `The file contains ${items.length} ${what}.`,
    expected: 'exactly one, because a case is about one alert',
    next: 'Save the alert that you want to examine in its own file.',
  });
}
