import { problem, type Rule } from './rule.js';

/** An event id alone says nothing: every provider numbers its events itself. */
export const triggersAreNarrow: Rule = (context) =>
  context.playbook.triggers.flatMap((trigger, n) =>
    'event' in trigger && trigger.event.provider === undefined && trigger.event.anyText === undefined
      ? [
          problem(
            context,
            'trigger-too-wide',
            ['triggers', n, 'event', 'id'],
            'event ids alone',
            'a provider, or anyText',
            '{ provider: Microsoft-ServiceBus-Client, id: [40300] }',
          ),
        ]
      : [],
  );
