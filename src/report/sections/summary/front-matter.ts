import { clean } from '../../../domain/clean.js';
import { responderOf } from '../../../domain/folds/responder.js';
import type { Json } from '../../../domain/json.js';
import { redact } from '../../../secrets/redact.js';
import type { Section } from '../types.js';

/**
 * JSON is YAML, so no value can leave its quotation marks. Secrets are replaced in the value before it is quoted: in the line,
 * a secret could end with the escape of a quotation mark, and that mark would then end the value.
 */
const line = (key: string, json: Json): string =>
  `${key}: ${typeof json === 'string' ? JSON.stringify(clean(redact(json))) : JSON.stringify(json)}`;

/** For machines: the case, the rules and the journal that this report is made from. */
export const frontMatter: Section = {
  id: 'front-matter',
  title: null,
  render: ({ journal, opened, playbook, tool, conclusion, analysis, pending, head, handling, review }) => [
    {
      type: 'yaml',
      value: [
        line('schema', 'casefile/report@1'),
        line('case', opened.data.case),
        line('status', conclusion ? 'CONCLUDED' : 'NOT CONCLUDED'),
        line('verdict', conclusion?.data.level ?? null),
        line('proposed', conclusion?.data.proposed ?? analysis?.proposed.level ?? null),
        line('waitsFor', pending?.key ?? null),
        ...(review.needed.length > 0 ? [line('reviewedBy', review.reviews.at(-1)?.data.by ?? null)] : []),
        line('responder', responderOf(journal)),
        ...(handling.caseRef === null ? [] : [line('caseRef', handling.caseRef)]),
        ...(handling.tlp === null ? [] : [line('tlp', handling.tlp)]),
        ...(handling.legalHold ? [line('legalHold', true)] : []),
        line('host', opened.data.detection.host.name),
        line('asOf', head.at),
        line('playbook', `${playbook.id} ${playbook.version}`),
        line('playbookSha256', opened.data.playbook.sha256),
        line('tool', `${tool.name} ${tool.version}`),
        line('journalEntry', head.seq),
        line('journalHash', head.hash),
      ].join('\n'),
    },
  ],
};
