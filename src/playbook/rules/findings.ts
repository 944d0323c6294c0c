import { problem, type Rule } from './rule.js';

/** Every finding points at evidence: through the row it is about, or through `from`. */
export const findingsPointAtEvidence: Rule = (context) =>
  context.playbook.findings.flatMap(({ forEach, from }, n) =>
    forEach || from
      ? []
      : [
          problem(
            context,
            'finding-without-evidence',
            ['findings', n],
            'neither forEach nor from',
            'from: CEL that gives the evidence references that carry it',
            'from: facts.installer.from',
          ),
        ],
  );

/** What a person vouches for lowers a score; it cannot raise it. */
export const creditsLower: Rule = (context) =>
  context.playbook.findings.flatMap(({ credit, weight }, n) =>
    credit && weight > 0
      ? [problem(context, 'credit-raises', ['findings', n, 'weight'], `a credit of ${weight}`, 'a weight of at most 0')]
      : [],
  );
