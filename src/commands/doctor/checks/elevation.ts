import { bad, type Check, ok } from '../types.js';

/** Which account collects, and may it read what only administrators may? */
export const elevation: Check = {
  id: 'elevation',
  about: 'account that collects, and its rights',
  needsEngine: true,
  run({ engine }) {
    const { elevated, user, userSid } = engine.hello;
    const data = { elevated, user, userSid };
    const who = user ? ` as ${user}${userSid ? ` (${userSid})` : ''}` : '';
    if (elevated)
      return [ok(`elevated${who}`, 'The Security log and the processes of other accounts can be read', data)];
    return [
      bad('warn', {
        found: `${elevated === false ? 'not elevated' : 'elevation could not be told'}${who}`,
        means: 'The Security log, and command lines and paths of other accounts, may be missing from the evidence',
        mend: 'Start casefile from a console that was opened as administrator.',
        data,
      }),
    ];
  },
};
