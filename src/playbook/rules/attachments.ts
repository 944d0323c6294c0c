import { oneOf } from '../problems.js';
import { problem, type Rule } from './rule.js';

/** `reads` names a kind of export that the tool reads. */
export const attachmentKindsExist: Rule = (context) => {
  const known = context.attachmentKinds.map(({ name }) => name);
  return Object.entries(context.playbook.attachments).flatMap(([id, { reads }]) =>
    reads === null || known.includes(reads)
      ? []
      : [problem(context, 'unknown-attachment-kind', ['attachments', id, 'reads'], `"${reads}"`, oneOf(known))],
  );
};
