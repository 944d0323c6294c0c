import { bad, type Check, ok } from '../types.js';

/** The language of the host's messages. No decision depends on it. */
export const culture: Check = {
  id: 'culture',
  about: 'language and formats of the host',
  needsEngine: true,
  run({ engine }) {
    const { culture } = engine.hello;
    const means =
      'Messages in the evidence are in this language. Rules only use ids and SIDs, which no language changes';
    if (culture !== null) return [ok(culture, means, { culture })];
    const unknown = 'Messages in the evidence can be in any language. Rules only use ids and SIDs';
    const fix = 'Note the language of the host in the case.';
    return [bad('warn', { found: 'The language could not be read', means: unknown, fix, data: { culture } })];
  },
};
