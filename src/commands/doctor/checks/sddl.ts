/** Groups that everyone who can log on belongs to, by the abbreviation in SDDL and by SID. */
const everybody: { [trustee: string]: string } = {
  ...{ WD: 'Everyone', 'S-1-1-0': 'Everyone' },
  ...{ BU: 'BUILTIN\\Users', 'S-1-5-32-545': 'BUILTIN\\Users' },
  ...{ AU: 'Authenticated Users', 'S-1-5-11': 'Authenticated Users' },
  ...{ IU: 'INTERACTIVE', 'S-1-5-4': 'INTERACTIVE' },
};

/**
 * Rights that change a folder, what is in it or who may: add a file or folder, attributes, delete, delete what is in it,
 * change rights or owner, generic write and all (winnt.h).
 */
const writing = 0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x1_0000 | 0x4_0000 | 0x8_0000 | 0x1000_0000 | 0x4000_0000;

/** Two letters each, where Windows does not write the mask as a number (ACE strings, learn.microsoft.com). */
const rights: { [letters: string]: number } = {
  ...{ CC: 0x1, DC: 0x2, LC: 0x4, SW: 0x8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100 },
  ...{ SD: 0x1_0000, RC: 0x2_0000, WD: 0x4_0000, WO: 0x8_0000 },
  ...{ GA: 0x1000_0000, GX: 0x2000_0000, GW: 0x4000_0000, GR: 0x8000_0000 },
  ...{ FA: 0x1f_01ff, FR: 0x12_0089, FW: 0x12_0116, FX: 0x12_00a0 },
};

/** Types of entries that grant something: plain, with a condition, for an object. The others deny or audit. */
const allows = new Set(['A', 'XA', 'OA']);

/**
 * Groups of everybody that an access list lets write to a folder or to what will be made in it. Entries that deny are
 * not weighed, so it may name one too many and never one too few. A list that is missing lets everyone do everything.
 */
export function everybodyWhoWrites(sddl: string): string[] {
  const list = /D:(.*)/s.exec(sddl)?.[1];
  if (list === undefined || /^[A-Z]*NO_ACCESS_CONTROL/.test(list)) return ['Everyone'];
  const entries = [...list.matchAll(/\(([A-Z]+);[^;]*;([^;]*);[^;]*;[^;]*;([^;)]*)/g)];
  const names = entries.flatMap(([, type, mask, trustee]) =>
    allows.has(type!) && (maskOf(mask!) & writing) !== 0 ? (everybody[trustee!] ?? []) : [],
  );
  return [...new Set(names)];
}

function maskOf(text: string): number {
  if (/^(0x[0-9a-f]+|\d+)$/i.test(text)) return Number(text);
  return (text.match(/../g) ?? []).reduce((mask, letters) => mask | (rights[letters] ?? 0), 0);
}
