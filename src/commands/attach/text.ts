import { reportLines } from '../../casework/write-report.js';
import type { HashedFiles } from './run.js';

export const attachText = ({ files, ...written }: HashedFiles): string[] => [
  ...files.map(({ id, file, bytes, sha256 }) => `${id.padEnd(4)}  ${sha256}  ${bytes} bytes  ${file}`),
  'The files stay with you, unchanged. The case has their hashes; no rule has read them.',
  ...reportLines(written),
];
