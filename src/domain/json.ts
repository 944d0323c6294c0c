/** Anything that survives `JSON.parse(JSON.stringify(x))`. Every state, event and row in casefile is of this type. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };
