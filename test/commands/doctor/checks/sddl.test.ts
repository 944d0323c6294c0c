import { describe, expect, it } from 'vitest';
import { everybodyWhoWrites } from '../../../../src/commands/doctor/checks/sddl.js';

describe('who writes, by an access list', () => {
  it.each<[string, string, string[]]>([
    ['a folder for administrators', 'O:BAG:SYD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)', []],
    [
      'a folder made in C:\\',
      'O:BAG:SYD:AI(A;OICIID;FA;;;BA)(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)(A;ID;0x1301bf;;;AU)(A;OICIIOID;SDGXGWGR;;;AU)',
      ['Authenticated Users'],
    ],
    [
      'a folder made in C:\\ProgramData',
      'O:SYG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)',
      ['BUILTIN\\Users'],
    ],
    ['a folder open to all, by SID', 'O:BAG:SYD:(A;OICI;FA;;;S-1-1-0)', ['Everyone']],
    ['inheritance alone', 'O:BAG:SYD:(A;OICIIO;GW;;;IU)', ['INTERACTIVE']],
    ['an administrator who may change rights', 'O:BAG:SYD:(A;;WD;;;BA)(A;;0x1200a9;;;WD)', []],
    ['an entry that denies', 'O:BAG:SYD:(D;;FA;;;WD)(A;;FA;;;BA)', []],
    [
      'an entry behind one with a condition',
      'O:BAG:SYD:(XA;;FX;;;AU;(@User.a == 1 && (@User.b == 2)))(A;;FW;;;BU)',
      ['BUILTIN\\Users'],
    ],
    ['an audit entry', 'O:BAG:SYD:(A;;FA;;;BA)S:AI(AU;SAFA;FA;;;WD)(RA;;;;;WD;("P",TU,0,1))', []],
    ['no list at all', 'O:BAG:SY', ['Everyone']],
    ['a list that grants all', 'O:BAG:SYD:NO_ACCESS_CONTROL', ['Everyone']],
  ])('%s', (_, sddl, writers) => {
    expect(everybodyWhoWrites(sddl)).toEqual(writers);
  });
});
