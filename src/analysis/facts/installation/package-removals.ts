import type { DerivedRow } from '../../../domain/analysis.js';
import { folded, moment, newestFirst, refs, rowsOf, text, texts } from '../../rows.js';
import type { FactFunction } from '../types.js';
import { accountName, accountOf } from './accounts.js';
import { claimsOf, clientProcess } from './claims.js';
import { beganRemoval, isInstalled, isRemoved, sameInstallation } from './records.js';

/**
 * Packages that were removed (MsiInstaller 1034, 11724), newest first: `[{product, productCode, version, at,
 * installedAgain, account, accountName, sid, confidence, reason, from}]`.
 *
 * The account is found as in `serviceInstaller`: from the client process of 1040, or the user of the records. It is null
 * when that isn't a person's account (`systemSids`). `installedAgain` is when the same product was installed later, for
 * example by an upgrade; null when the records that were read don't show that.
 */
export const packageRemovals: FactFunction = {
  name: 'packageRemovals',
  with: ['installs', 'identity'],
  run(args, params) {
    const installs = newestFirst(rowsOf(args['installs']));
    const identity = rowsOf(args['identity']);
    const systemSids = new Set(['S-1-0-0', ...texts(params['systemSids'])]);
    return removalsIn(installs).map((ends) => {
      const at = moment(ends[0]!['time'])!;
      const near = (row: DerivedRow) => at - moment(row['time'])! <= sameInstallation && moment(row['time'])! <= at;
      const begins = installs.filter((row) => row['id'] === 1040 && near(row) && beganRemoval(row, installs));
      const records = { begins, ends, creations: [] };
      const client = clientProcess(records, identity);
      const best = claimsOf(records, client, identity, (sid) => sid === null || systemSids.has(sid))[0];
      const name = best ? accountOf(best.sid, [...identity, ...installs, ...rowsOf(args['named'])]) : null;
      const again = installs
        .filter((row) => isInstalled(row) && isSame(row, ends[0]!) && moment(row['time'])! > at)
        .at(-1);
      return {
        product: text(ends[0]!['product']),
        productCode: ends.map((row) => text(row['productCode'])).find((code) => code !== null) ?? null,
        version: ends.map((row) => text(row['productVersion'])).find((version) => version !== null) ?? null,
        at: text(ends[0]!['time']),
        installedAgain: text(again?.['time']),
        account: name?.account ?? null,
        accountName: accountName(name?.account ?? null),
        sid: best?.sid ?? null,
        confidence: best?.confidence ?? 'none',
        reason: best?.reason ?? null,
        from: refs(ends, best, name, again),
      };
    });
  },
};

/** Records of removals, grouped: Windows writes 1034 and 11724 of one removal at nearly the same moment. */
function removalsIn(installs: DerivedRow[]): DerivedRow[][] {
  const found: DerivedRow[][] = [];
  for (const row of installs.filter(isRemoved)) {
    const group = found.find(
      ([first]) => isSame(first!, row) && moment(first!['time'])! - moment(row['time'])! <= sameInstallation,
    );
    if (group) group.push(row);
    else found.push([row]);
  }
  return found;
}

/** Compares names, because an upgrade has another product code. */
const isSame = (a: DerivedRow, b: DerivedRow): boolean => folded(a['product']) === folded(b['product']);
