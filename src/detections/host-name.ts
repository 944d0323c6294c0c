/** The host as the alert spells it. */
interface AlertHost {
  name: string | null;
  aliases: string[];
}

/** The host as its own engine spells it. */
interface EngineHost {
  computer: string | null;
  fqdn: string | null;
}

/**
 * Lower case, without the trailing dot of a rooted name; null for an empty text and for an IP address (digits and dots
 * only, or a colon: neither can be a Windows host name).
 */
function normalName(name: string | null): string | null {
  const plain = name?.trim().toLowerCase().replace(/\.$/, '') ?? '';
  return /^[\d.]*$|:/.test(plain) ? null : plain;
}

/** First label of a host name in lower case; null when the text isn't a name. */
const shortName = (name: string | null): string | null => normalName(name)?.split('.')[0] ?? null;

const names = (texts: (string | null)[]): string[] =>
  texts.map(normalName).filter((name): name is string => name !== null);

/**
 * Whether the alert's host and the engine's are one. Full names on both sides must agree in full, and a namesake in
 * another domain is not it, with any short name next to it. Otherwise the first labels must agree. Upper and lower
 * case and a trailing dot do not count, IP addresses are not names. An alert without a host name agrees with nothing.
 */
export const sameHost = (alert: AlertHost, engine: EngineHost): boolean =>
  agree(names([alert.name, ...alert.aliases]), names([engine.computer, engine.fqdn]));

/** Whether two alerts are about one host, by the same rules: the name of each is one of the other's spellings. */
export const sameAlertHost = (a: AlertHost, b: AlertHost): boolean =>
  agree(names([a.name, ...a.aliases]), names([b.name])) && agree(names([b.name, ...b.aliases]), names([a.name]));

function agree(spelt: string[], own: string[]): boolean {
  // Both count: NetBIOS cuts COMPUTERNAME to 15 characters, so it need not be the full name's first label.
  const labels = new Set(own.map(shortName));
  const agreeing = spelt.filter((name) => labels.has(shortName(name)));
  const full = agreeing.filter((name) => name.includes('.'));
  const ownFull = own.filter((name) => name.includes('.'));
  if (full.length > 0 && ownFull.length > 0) return full.some((name) => ownFull.includes(name));
  return agreeing.length > 0;
}

/**
 * The alert's host from its spellings, the most trustworthy first. `computer` is the name inside the Windows event:
 * where it is known, a spelling with another first label is another machine (a forwarding collector, a second host of
 * the same signal) and is left out. IP addresses can be aliases, never the name.
 */
export function hostOf(computer: string | null, spellings: (string | null)[]): AlertHost {
  const own = shortName(computer);
  const all = [computer, ...spellings].filter((text): text is string => text !== null && text.trim() !== '');
  const unique = [...new Set(all.map((text) => text.trim()))];
  const kept = own === null ? unique : unique.filter((text) => [own, null].includes(shortName(text)));
  const name = kept.find((text) => normalName(text) !== null) ?? null;
  return { name, aliases: kept.filter((text) => text !== name) };
}
