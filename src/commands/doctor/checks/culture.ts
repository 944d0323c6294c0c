import { bad, type Check, ok } from '../types.js';

/** The language of the host's messages; never of what is decided on. */
export const culture: Check = {
  id: 'culture',
  about: 'language and formats of the host',
  needsEngine: true,
  run({ engine }) {
    const { culture } = engine.hello;
    const means = 'Messages in the evidence are in it; what is decided on are ids and SIDs, the same in every language';
    if (culture !== null) return [ok(culture, means, { culture })];
    return [
      bad('warn', {
        found: 'It could not be told',
        means: 'Messages in the evidence may be in any language; what is decided on are ids and SIDs',
        mend: 'Note the language of the host in the case.',
        data: { culture },
      }),
    ];
  },
};
