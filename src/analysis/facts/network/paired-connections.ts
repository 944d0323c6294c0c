import type { DerivedRow } from '../../../domain/analysis.js';
import { parseDuration } from '../../../domain/time.js';
import { moment, refs, rowsOf, text } from '../../rows.js';
import type { FactFunction } from '../types.js';

interface Pair {
  left: DerivedRow;
  right: DerivedRow;
  apart: number;
}

/**
 * Connections of two classes that one owner created within `within` (ISO duration) of each other: a relayed session
 * leaves a `left` and a `right` one at nearly the same moment. Nearest pairs first, each row used once:
 * `[{connection, leftCreated, rightCreated, remoteAddress, remotePort, from}]`; the remote side is the right one's.
 */
export const pairedConnections: FactFunction = {
  name: 'pairedConnections',
  with: ['connections'],
  run({ connections }, { within, left, right }, complain) {
    const limit = parseDuration(typeof within === 'string' ? within : '');
    if (limit === null) {
      complain('within is not an ISO-8601 duration, such as PT1S');
      return [];
    }
    const rows = rowsOf(connections).filter((row) => moment(row['created']) !== null);
    const used = new Set<DerivedRow>();
    const pairs: Pair[] = [];
    for (const pair of possiblePairs(ofClass(rows, left), ofClass(rows, right), limit)) {
      if (used.has(pair.left) || used.has(pair.right)) continue;
      used.add(pair.left).add(pair.right);
      pairs.push(pair);
    }
    return pairs.map(({ left: one, right: other }) => ({
      connection: other['connection'] ?? one['connection'] ?? null,
      leftCreated: one['created'] ?? null,
      rightCreated: other['created'] ?? null,
      remoteAddress: other['remoteAddress'] ?? null,
      remotePort: other['remotePort'] ?? null,
      from: refs(one, other),
    }));
  },
};

const ofClass = (rows: DerivedRow[], name: unknown): DerivedRow[] => rows.filter((row) => row['class'] === name);

/** All possible pairs, nearest first. Equal distances keep the order of the rows. */
function possiblePairs(lefts: DerivedRow[], rights: DerivedRow[], limit: number): Pair[] {
  return lefts
    .flatMap((left) =>
      rights.map((right) => ({ left, right, apart: Math.abs(moment(left['created'])! - moment(right['created'])!) })),
    )
    .filter(({ left, right, apart }) => apart <= limit && left !== right && canBePair(left, right))
    .sort((a, b) => a.apart - b.apart);
}

/** The same owner, and not two different configured connections. */
function canBePair(left: DerivedRow, right: DerivedRow): boolean {
  const [one, other] = [text(left['connection']), text(right['connection'])];
  return left['owner'] === right['owner'] && (one === null || other === null || one === other);
}
