import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherWriters } from '../../../../src/commands/doctor/checks/sddl.js';

const own = 'S-1-5-21-1-2-3-1001';
const somebody = 'S-1-5-21-1-2-3-1105';

describe('who else writes, by an access list', () => {
  it.each<[string, string, string[] | null]>([
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
    ['one other account', `O:BAG:SYD:(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;${somebody})`, [somebody]],
    ['this account and those that may change everything', `O:${own}D:(A;;FA;;;${own})(A;;FA;;;SY)(A;;GA;;;BA)`, []],
    [
      'the installer of Windows',
      'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464D:(A;CI;GA;;;S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464)',
      [],
    ],
    ['an owner who is somebody else', `O:${somebody}D:(A;;FA;;;BA)`, [somebody]],
    ['an owner whom the list limits', `O:${somebody}D:(A;;FA;;;BA)(A;;FR;;;OW)`, []],
    ['an owner whom the list gives rights', `O:${somebody}D:(A;;FW;;;OW)`, [somebody]],
    ['rights for what is made in it', 'O:BAG:SYD:(A;OICIIO;GW;;;IU)', ['INTERACTIVE']],
    ['rights for nothing: inherited only, by nothing', 'O:BAG:SYD:(A;IO;GW;;;IU)', []],
    ['an administrator who may change rights', 'O:BAG:SYD:(A;;WD;;;BA)(A;;0x1200a9;;;WD)', []],
    ['an entry that denies alone', 'O:BAG:SYD:(D;;FA;;;WD)(A;;FA;;;BA)', []],
    ['a right that was denied before', 'D:(D;;FW;;;BU)(A;;FW;;;BU)(D;;FA;;;AU)(A;;0x2;;;AU)', []],
    ['a right that was denied too late', 'D:(A;;FW;;;BU)(D;;FA;;;BU)', ['BUILTIN\\Users']],
    ['a right that was denied to another group', 'D:(D;;FA;;;BG)(A;;FW;;;BU)', ['BUILTIN\\Users']],
    ['a right denied for what is made in it, and granted here', 'D:(D;OICIIO;FA;;;BU)(A;;FW;;;BU)', ['BUILTIN\\Users']],
    ['a right that a condition denies', 'D:(XD;;FA;;;BU;(@User.a == 1))(A;;FW;;;BU)', ['BUILTIN\\Users']],
    [
      'an entry behind one with a condition',
      'O:BAG:SYD:(XA;;FX;;;AU;(@User.a == "x)" && (@User.b == 2)))(A;;FW;;;BU)',
      ['BUILTIN\\Users'],
    ],
    ['an audit entry', 'O:BAG:SYD:(A;;FA;;;BA)S:AI(AU;SAFA;FA;;;WD)(RA;;;;;WD;("P",TU,0,1))', []],
    ['a mask in octal', 'D:(A;;02;;;BU)', ['BUILTIN\\Users']],
    ['no list at all', 'O:BAG:SY', ['Everyone']],
    ['a list that grants all', 'O:BAG:SYD:NO_ACCESS_CONTROL', ['Everyone']],
    ['an empty list', 'O:BAG:SYD:', []],
    ['a right that nobody knows', 'D:(A;;QQ;;;BA)', null],
    ['a list that is cut off', 'D:(A;;FA;;;BA)(A;;FA;;', null],
    ['another text', 'Access denied', null],
  ])('%s', (_, sddl, writers) => {
    expect(otherWriters(sddl, own)).toEqual(writers);
  });

  it('knows the local Administrator as this account by its number', () => {
    expect(otherWriters('D:(A;;FA;;;LA)', 'S-1-5-21-1-2-3-500')).toEqual([]);
    expect(otherWriters('D:(A;;FA;;;LA)', own)).toEqual(['Administrator']);
  });

  it.each(
    'AA AC AN AO AP AS AU BA BG BO BU CA CD CG CN CO CY DA DC DD DG DU EA ED EK ER ES HA HI IS IU KA LA LG LS LU LW ME MP MS MU NO NS NU OW PA PO PS PU RA RC RD RE RM RO RS RU SA SI SO SS SU SY UD WD WR'.split(
      ' ',
    ),
  )('knows the abbreviation %s', (alias) => {
    const found = otherWriters(`D:(A;;FA;;;${alias})`, own);
    expect(found).toHaveLength(['BA', 'SY', 'CO'].includes(alias) ? 0 : 1);
    expect(found).not.toEqual([alias]);
  });

  const trustees = ['BU', 'AU', 'WD', somebody, 'BA', 'SY', own];
  const written = { BU: 'BUILTIN\\Users', AU: 'Authenticated Users', WD: 'Everyone', [somebody]: somebody };
  const bits = [0x1, 0x2, 0x4, 0x20, 0x1_0000, 0x4_0000];
  const entries = fc.array(
    fc.record({
      type: fc.constantFrom('A', 'D', 'AU'),
      flags: fc.subarray(['OI', 'CI', 'IO', 'ID', 'NP']),
      bits: fc.subarray(bits, { minLength: 1 }),
      sid: fc.constantFrom(...trustees),
    }),
    { maxLength: 8 },
  );

  it('decides each right of each trustee by the first entry that mentions it', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const text = list.map(({ type, flags, bits: mask, sid }) => {
          const sum = mask.reduce((all, bit) => all | bit, 0);
          return `(${type};${flags.join('')};0x${sum.toString(16)};;;${sid})`;
        });
        const applies = (inherited: boolean, flags: string[]) =>
          inherited ? flags.includes('OI') || flags.includes('CI') : !flags.includes('IO');
        const expected = Object.keys(written).filter((sid) =>
          [false, true].some((inherited) =>
            [0x2, 0x4, 0x1_0000, 0x4_0000].some((bit) => {
              const first = list.find(
                (entry) =>
                  entry.bits.includes(bit) &&
                  applies(inherited, entry.flags) &&
                  ((entry.type === 'A' && entry.sid === sid) ||
                    (entry.type === 'D' && [sid, 'WD'].includes(entry.sid))),
              );
              return first?.type === 'A';
            }),
          ),
        );
        const names = expected.map((sid) => written[sid as keyof typeof written]);
        expect(otherWriters(`O:BAD:${text.join('')}`, own)?.sort()).toEqual(names.sort());
      }),
    );
  });

  it('throws at no text', () => {
    const part = fc.constantFrom(
      'O:',
      'BA',
      'D:',
      'S:',
      'P',
      '(',
      ')',
      'A',
      ';',
      'FA',
      '"',
      'S-1-1-0',
      '0x',
      '__proto__',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          otherWriters(text, own);
        },
      ),
    );
  });
});
