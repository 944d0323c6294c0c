import { accounts, sidOf } from './sids.js';

/** An entry of an access list, as SDDL writes it. */
interface Entry {
  type: string;
  flags: string[];
  mask: number;
  /** The trustee as a SID, or its abbreviation when that depends on the domain. */
  sid: string;
}

/** An access list. `entries` is null when there is no list, so that everyone is allowed everything. */
interface AccessList {
  owner: string | null;
  entries: Entry[] | null;
}

/** Rights of a folder (winnt.h). Each of the generic ones stands for several of these. */
const generic: [number, number][] = [
  [0x8000_0000, 0x12_0089],
  [0x4000_0000, 0x12_0116],
  [0x2000_0000, 0x12_00a0],
  [0x1000_0000, 0x1f_01ff],
];

/**
 * Rights that change a folder, its content or its access list: add a file or folder, attributes, delete, delete what is in
 * it, change the list or the owner.
 */
const writing = 0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x1_0000 | 0x4_0000 | 0x8_0000;
const changeList = 0x4_0000;

/** Rights as letters; Windows writes other masks as numbers. https://learn.microsoft.com/windows/win32/secauthz/ace-strings */
const rights: { [letters: string]: number } = {
  ...{ CC: 0x1, DC: 0x2, LC: 0x4, SW: 0x8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100 },
  ...{ SD: 0x1_0000, RC: 0x2_0000, WD: 0x4_0000, WO: 0x8_0000 },
  ...{ GA: 0x1000_0000, GX: 0x2000_0000, GW: 0x4000_0000, GR: 0x8000_0000 },
  ...{ FA: 0x1f_01ff, FR: 0x12_0089, FW: 0x12_0116, FX: 0x12_00a0 },
  ...{ KA: 0xf_003f, KR: 0x2_0019, KW: 0x2_0006, KX: 0x2_0019 },
};

/** Entries that grant something: plain, with a condition, for an object, both. A condition may hold, so it counts. */
const allows = new Set(['A', 'XA', 'OA', 'ZA']);

/** Accounts and groups that may change any folder anyway. */
const trusted = new Set([accounts.system, accounts.administrators, accounts.trustedInstaller, accounts.creatorOwner]);

/**
 * Who else may write to a folder, or to what is made in it, by its access list: everyone but `own`, SYSTEM,
 * Administrators, TrustedInstaller and CREATOR OWNER. Names of well-known groups, SIDs otherwise. Null when the text isn't
 * an access list in SDDL.
 * @param own SID of this account.
 */
export function otherWriters(sddl: string, own: string | null): string[] | null {
  const list = parseSddl(sddl);
  if (list === null) return null;
  if (list.entries === null) return [accounts.nameOf(accounts.everyone)];
  const entries = list.entries.map((entry) =>
    entry.sid === accounts.ownerRights && list.owner !== null ? { ...entry, sid: list.owner } : entry,
  );
  const limitsOwner = list.entries.some(({ sid, flags }) => sid === accounts.ownerRights && !flags.includes('IO'));
  const sids = [list.owner, ...entries.filter(({ type }) => allows.has(type)).map(({ sid }) => sid)];
  const others = [...new Set(sids)].filter((sid) => sid !== null && !trusted.has(sid) && !accounts.isSame(sid, own));
  const here = entries.filter(({ flags }) => !flags.includes('IO'));
  const below = entries.filter(({ flags }) => flags.includes('CI') || flags.includes('OI'));
  const writes = (sid: string) => {
    // An owner may always change the list, unless the list itself says what an owner may do.
    const asOwner = sid === list.owner && !limitsOwner ? changeList : 0;
    return ((granted(sid, here) | granted(sid, below) | asOwner) & writing) !== 0;
  };
  return others.filter((sid) => writes(sid!)).map((sid) => accounts.nameOf(sid!));
}

/**
 * Rights that a trustee gets from a list. Windows goes through it in order, and the first entry that mentions a right
 * decides. Memberships aren't known, so only an entry for the trustee itself or for Everyone denies it something.
 */
function granted(trustee: string, entries: Entry[]): number {
  let allowed = 0;
  let denied = 0;
  for (const { type, mask, sid } of entries) {
    if (allows.has(type) && sid === trustee) allowed |= mask & ~denied;
    if (type === 'D' && (sid === trustee || sid === accounts.everyone)) denied |= mask & ~allowed;
  }
  return allowed;
}

/** A SID or an abbreviation. */
const trusteePattern = /^(?:S-1-(?:0x[0-9a-f]+|\d+)(?:-\d+)*|[A-Z]{2})$/i;
const head = /^(?:O:(S-[\dxa-f-]*\d|[A-Z]{2}))?(?:G:(?:S-[\dxa-f-]*\d|[A-Z]{2}))?(?:D:|(?=S:|$))/;

function parseSddl(sddl: string): AccessList | null {
  const start = head.exec(sddl);
  if (!start || sddl === '') return null;
  const owner = start[1] === undefined ? null : sidOf(start[1]);
  if (!start[0].endsWith('D:')) return { owner, entries: null };
  const flags = /^(?:P|AR|AI|NO_ACCESS_CONTROL)*/.exec(sddl.slice(start[0].length))![0];
  if (flags.includes('NO_ACCESS_CONTROL')) return { owner, entries: null };
  const entries: Entry[] = [];
  let at = start[0].length + flags.length;
  while (sddl[at] === '(') {
    const end = endOfEntry(sddl, at);
    const entry = end === -1 ? null : parseEntry(sddl.slice(at + 1, end));
    if (entry === null) return null;
    entries.push(entry);
    at = end + 1;
  }
  return at === sddl.length || sddl.startsWith('S:', at) ? { owner, entries } : null;
}

/** Offset of the bracket that closes an entry. Conditions have brackets and quoted texts in them. */
function endOfEntry(sddl: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < sddl.length; at += 1) {
    const character = sddl[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function parseEntry(text: string): Entry | null {
  const [type, flags, mask, , , sid] = text.split(';', 6);
  const rightsOf = parseMask(mask?.trim() ?? '');
  if (!type || sid === undefined || rightsOf === null || !trusteePattern.test(sid.trim())) return null;
  return { type: type.trim(), flags: flags!.match(/../g) ?? [], mask: rightsOf, sid: sidOf(sid.trim()) };
}

function parseMask(text: string): number | null {
  const number = /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? Number(/^0\d+$/.test(text) ? `0o${text.slice(1)}` : text) : null;
  const pairs = text.match(/../g) ?? [];
  if (number === null && (text.length % 2 !== 0 || pairs.some((pair) => !Object.hasOwn(rights, pair)))) return null;
  const mask = number ?? pairs.reduce((all, pair) => all | rights[pair]!, 0);
  return generic.reduce((all, [one, several]) => ((mask & one) === 0 ? all : all | several), mask);
}
