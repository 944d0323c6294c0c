import { bad, type Check, ok } from '../types.js';

/** Which account collects, and can it read what only administrators can? */
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
    const found = `${elevated === false ? 'not elevated' : 'elevation is unknown'}${who}`;
    const means = 'The evidence may lack the Security log, and command lines and paths of other accounts';
    return [bad('warn', { found, means, fix: 'Start casefile from a console opened as administrator.', data })];
  },
};
