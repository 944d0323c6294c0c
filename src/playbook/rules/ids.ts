import { problem, type Rule } from './rule.js';

/** A step or finding is named once. */
export const uniqueIds: Rule = (context) =>
  (['steps', 'findings'] as const).flatMap((list) => {
    const ids = context.playbook[list].map(({ id }) => id);
    return ids.flatMap((id, n) =>
      ids.indexOf(id) === n
        ? []
        : [problem(context, 'duplicate-id', [list, n, 'id'], `"${id}" again`, 'an id of its own')],
    );
  });

/** `end` is the end of the case, not a step. */
export const endIsReserved: Rule = (context) =>
  context.playbook.steps.flatMap(({ id }, n) =>
    id === 'end' ? [problem(context, 'reserved-id', ['steps', n, 'id'], '"end"', 'an id other than end')] : [],
  );

/** `from` is where a row carries its evidence references. */
export const fromIsReserved: Rule = (context) =>
  Object.entries(context.playbook.collectors).flatMap(([id, { rows }]) =>
    Object.hasOwn(rows, 'from')
      ? [problem(context, 'row-from-reserved', ['collectors', id, 'rows', 'from'], 'a field "from"', 'another name')]
      : [],
  );
