import { code, paragraph } from '../../nodes/blocks.js';
import { say, value, words } from '../../nodes/text.js';
import type { Section } from '../types.js';

/** Commands that show that nothing was changed, and the hash to compare with a copy noted elsewhere. */
export const howToVerify: Section = {
  id: 'how-to-verify',
  title: 'How to verify',
  render: ({ opened, head, tool, playbook }) => {
    const id = /^[\w.-]+$/.test(opened.data.case) ? opened.data.case : '<case>';
    return [
      paragraph(
        words('These commands check the journal, the evidence files and this report, and make the report again:'),
      ),
      code(`casefile verify ${id}\ncasefile report ${id} --stdout`, 'sh'),
      paragraph(
        say`This report covers the journal up to entry ${head.seq}, whose hash is ${value(head.hash)}. Compare it with the hash that was noted when the case was run. A journal that was cut at its end and sealed again has another hash.`,
      ),
      paragraph(
        say`Made with ${words(`${tool.name} ${tool.version}`)} and the playbook ${value(playbook.id)} ${words(playbook.version)}, sha256 ${value(opened.data.playbook.sha256)}. The same journal and the same version of casefile give the same bytes.`,
      ),
    ];
  },
};
