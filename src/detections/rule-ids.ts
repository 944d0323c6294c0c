import type { Json } from '../domain/json.js';
import { eachString } from './strings.js';

const datadogId = /\bdef-000-[a-z0-9]{3}\b/gi;
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** How good a place is for a rule id, 0 the best; null when an id there says nothing. */
type Rank = (path: string, text: string) => number | null;

function bestId(value: Json, pattern: RegExp, rank: Rank): string | null {
  let best: { id: string; rank: number } | null = null;
  eachString(value, (text, keys) => {
    const id = text.match(pattern)?.[0];
    if (id === undefined) return;
    const here = rank(keys.join('.'), text);
    if (here !== null && (best === null || here < best.rank)) best = { id: id.toLowerCase(), rank: here };
  });
  return (best as { id: string } | null)?.id ?? null;
}

/** The Datadog default rule id, from an attribute, tag, link or prose. A place that mentions a rule wins. */
export const datadogRule = (value: Json): string | null =>
  bestId(value, datadogId, (path, text) => (/rule/i.test(path) || /rule/i.test(text) ? 0 : 1));

/**
 * The Sigma rule id. Alerts are full of UUIDs, so only two places count: one that says Sigma (key, tag, link), and a
 * rule id of its own (`rule.id`, `rule_id:…`), which converters of Sigma rules fill with it.
 */
export const sigmaRule = (value: Json): string | null =>
  bestId(value, uuid, (path, text) => {
    if (/sigma/i.test(path) || /sigma/i.test(text)) return 0;
    return /(^|[._])rule[._]?id$/i.test(path) || /\brule[._]?id\s*[:=]/i.test(text) ? 1 : null;
  });
