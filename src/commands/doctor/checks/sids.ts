/**
 * Abbreviations of SDDL (sddl.h) with one SID on every host. A name is there for those that a folder of cases may well
 * have in its list. https://learn.microsoft.com/windows/win32/secauthz/sid-strings
 */
const wellKnown: { [alias: string]: [sid: string, name?: string] } = {
  ...{ WD: ['S-1-1-0', 'Everyone'], CO: ['S-1-3-0', 'CREATOR OWNER'], CG: ['S-1-3-1', 'CREATOR GROUP'] },
  ...{ OW: ['S-1-3-4', 'OWNER RIGHTS'], NU: ['S-1-5-2', 'NETWORK'], IU: ['S-1-5-4', 'INTERACTIVE'] },
  ...{ SU: ['S-1-5-6', 'SERVICE'], AN: ['S-1-5-7', 'ANONYMOUS LOGON'], ED: ['S-1-5-9'], PS: ['S-1-5-10', 'SELF'] },
  ...{ AU: ['S-1-5-11', 'Authenticated Users'], RC: ['S-1-5-12', 'RESTRICTED'], SY: ['S-1-5-18', 'SYSTEM'] },
  ...{ LS: ['S-1-5-19', 'LOCAL SERVICE'], NS: ['S-1-5-20', 'NETWORK SERVICE'], WR: ['S-1-5-33', 'WRITE RESTRICTED'] },
  ...{ BA: ['S-1-5-32-544', 'BUILTIN\\Administrators'], BU: ['S-1-5-32-545', 'BUILTIN\\Users'] },
  ...{ BG: ['S-1-5-32-546', 'BUILTIN\\Guests'], PU: ['S-1-5-32-547', 'BUILTIN\\Power Users'] },
  ...{ AO: ['S-1-5-32-548', 'Account Operators'], SO: ['S-1-5-32-549', 'Server Operators'] },
  ...{ PO: ['S-1-5-32-550', 'Print Operators'], BO: ['S-1-5-32-551', 'Backup Operators'] },
  ...{ RE: ['S-1-5-32-552', 'Replicator'], RU: ['S-1-5-32-554', 'Pre-Windows 2000 Compatible Access'] },
  ...{ RD: ['S-1-5-32-555', 'Remote Desktop Users'], NO: ['S-1-5-32-556', 'Network Configuration Operators'] },
  ...{ MU: ['S-1-5-32-558'], LU: ['S-1-5-32-559'], IS: ['S-1-5-32-568', 'IIS_IUSRS'], CY: ['S-1-5-32-569'] },
  ...{ ER: ['S-1-5-32-573', 'Event Log Readers'], CD: ['S-1-5-32-574'], RA: ['S-1-5-32-575'], ES: ['S-1-5-32-576'] },
  ...{ MS: ['S-1-5-32-577'], HA: ['S-1-5-32-578', 'Hyper-V Administrators'], AA: ['S-1-5-32-579'] },
  ...{ RM: ['S-1-5-32-580', 'Remote Management Users'], UD: ['S-1-5-84-0-0-0-0-0'] },
  ...{ AC: ['S-1-15-2-1', 'ALL APPLICATION PACKAGES'], AS: ['S-1-18-1'], SS: ['S-1-18-2'] },
  ...{ LW: ['S-1-16-4096'], ME: ['S-1-16-8192'], MP: ['S-1-16-8448'], HI: ['S-1-16-12288'], SI: ['S-1-16-16384'] },
};

/** Abbreviations whose SID is that of a domain or host with this number at its end. */
const ofDomain: { [alias: string]: [rid: number, name: string] } = {
  ...{ LA: [500, 'Administrator'], LG: [501, 'Guest'], DA: [512, 'Domain Admins'], DU: [513, 'Domain Users'] },
  ...{ DG: [514, 'Domain Guests'], DC: [515, 'Domain Computers'], DD: [516, 'Domain Controllers'] },
  ...{ CA: [517, 'Cert Publishers'], SA: [518, 'Schema Admins'], EA: [519, 'Enterprise Admins'] },
  ...{ PA: [520, 'Group Policy Creator Owners'], CN: [522, 'Cloneable Domain Controllers'] },
  ...{ AP: [525, 'Protected Users'], KA: [526, 'Key Admins'], EK: [527, 'Enterprise Key Admins'] },
  ...{ RO: [498, 'Enterprise Read-only Domain Controllers'], RS: [553, 'RAS Servers'] },
};

const names = new Map(Object.values(wellKnown).flatMap(([sid, name]) => (name === undefined ? [] : [[sid, name]])));

/** A trustee as SDDL writes it, as a SID. An abbreviation that depends on the domain stays as it is. */
export const sidOf = (trustee: string): string =>
  Object.hasOwn(wellKnown, trustee)
    ? wellKnown[trustee]![0]
    : trustee.replace(/0x[0-9a-f]+/gi, (hex) => `${Number(hex)}`);

/** Accounts that a check asks about, by SID. */
export const accounts = {
  everyone: 'S-1-1-0',
  creatorOwner: 'S-1-3-0',
  ownerRights: 'S-1-3-4',
  system: 'S-1-5-18',
  administrators: 'S-1-5-32-544',
  trustedInstaller: 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
  /** For people: a name, or the SID when there is none. */
  nameOf: (sid: string): string => names.get(sid) ?? (Object.hasOwn(ofDomain, sid) ? ofDomain[sid]![1] : sid),
  /** Is this trustee the account `own`? An abbreviation is, when the number at the end is the same. */
  isSame: (sid: string, own: string | null): boolean =>
    own !== null &&
    (sid === own || (Object.hasOwn(ofDomain, sid) && /^S-1-5-21-/.test(own) && own.endsWith(`-${ofDomain[sid]![0]}`))),
};
