import { evaluate } from '../conditions/index.js';
import type { Scope } from '../scope.js';
import type { Question } from '../types.js';

/** The names that a question is answered for, each once; null where it is answered once and for all. */
export function namesOf(question: Question, scope: Scope): string[] | null {
  if (question.type !== 'choice' || !question.forEach) return null;
  const result = evaluate(question.forEach, scope);
  const names = result.ok && Array.isArray(result.value) ? result.value : [];
  return [...new Set(names.filter((name): name is string => typeof name === 'string' && name !== ''))];
}
