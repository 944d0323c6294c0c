import { encodings } from './encodings.js';
import type { Measured } from './measure.js';
import type { Precision } from './precision.js';
import { secretKinds } from './secrets.js';

/** What `npm run secrets` writes into docs/secrets.md between its two marks. */
export function table(
  measured: Measured[],
  { bytes, rows, unexplained, lookLikeKeys }: Precision,
  samples: number,
): string {
  const leaksOf = (kind: string, encoding: string): string => {
    const found = measured.find((each) => each.kind === kind && each.encoding === encoding);
    return found === undefined
      ? ''
      : found.leaks.length === 0
        ? 'yes'
        : `${found.leaks.length} of ${found.tried} missed`;
  };
  const tried = measured.reduce((sum, each) => sum + each.tried, 0);
  const leaked = measured.reduce((sum, each) => sum + each.leaks.length, 0);
  const otherPrints = measured.filter(({ sameFingerprint }) => sameFingerprint === false).length;
  return [
    `| tried | ${tried} texts: ${secretKinds.length} kinds in ${encodings.length} encodings, ${samples} of each, where an encoding applies |`,
    '| - | - |',
    `| secrets of which anything was left (six characters in a row) | ${leaked} |`,
    `| recall | ${((100 * (tried - leaked)) / tried).toFixed(1)} % |`,
    `| kinds with another fingerprint in an encoding than in plain text | ${otherPrints} |`,
    `| events without secrets | ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB |`,
    `| texts in them that were changed, and should not have been | ${unexplained.length} |`,
    `| texts in them that were changed since 32 or 64 bytes in base64 look as a key does | ${lookLikeKeys} |`,
    '',
    `| kind | fingerprint | ${encodings.map(({ id }) => id.replaceAll('\\', '\\\\')).join(' | ')} |`,
    `| - | - | ${encodings.map(() => '-').join(' | ')} |`,
    ...secretKinds.map(
      ({ id, fingerprint }) =>
        `| ${id} | ${fingerprint ? 'yes' : 'no'} | ${encodings.map((encoding) => leaksOf(id, encoding.id)).join(' | ')} |`,
    ),
  ].join('\n');
}
