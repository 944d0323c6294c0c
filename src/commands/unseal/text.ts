import { signatureText } from '../../casework/open-bag.js';
import type { Unsealed } from './run.js';

export const unsealText = ({ dir, files, head, signature }: Unsealed): string[] => [
  signatureText(signature),
  ...(signature?.checked
    ? []
    : ['`casefile resume` would run the scripts of its playbook. Resume it only if you know who made it.']),
  `Unsealed: ${files} files, which verify against the journal`,
  `Head:     ${head}`,
  `Report:   casefile report "${dir}" --stdout`,
];
