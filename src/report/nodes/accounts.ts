import type { PhrasingContent } from 'mdast';
import type { JsonObject } from '../../domain/json.js';
import { textOf } from '../model/facts.js';
import { say, strong, value, words } from './text.js';

/** The account of a fact, or its SID, and how sure that is; null when the fact names nobody. */
export const accountWithConfidence = (fact: JsonObject, options: { sid?: boolean } = {}): PhrasingContent[] | null => {
  const [account, sid] = [textOf(fact, 'account'), textOf(fact, 'sid')];
  if (account === null && sid === null) return null;
  const id = options.sid && account !== null && sid !== null ? say` (${value(sid)})` : [];
  return say`${value(account ?? sid)}${id}, confidence ${strong(words(textOf(fact, 'confidence') ?? 'not known'))}`;
};
