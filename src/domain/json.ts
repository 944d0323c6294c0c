/** Anything that survives `JSON.parse(JSON.stringify(x))`. Every state, event and row in casefile is of this type. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** The objects of a list; none for anything that isn't a list. */
export const objectsOf = (json: Json | undefined): JsonObject[] => (Array.isArray(json) ? json.filter(isObject) : []);
