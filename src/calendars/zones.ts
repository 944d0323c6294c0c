/** A zone as far as reading a calendar needs one. `offsetAt` gives milliseconds east of UTC at a moment of UTC. */
export interface Zone {
  name: string;
  offsetAt(utc: number): number;
}

/** `wall` is what a clock in the zone shows, in milliseconds as if it were UTC. */
export interface Placed {
  utc: number;
  /** `twice` in the hour that is repeated in autumn, `never` in the hour that is skipped in spring. */
  occurs: 'once' | 'twice' | 'never';
}

const minute = 60_000;
const day = 24 * 60 * minute;

export const utcZone: Zone = { name: 'UTC', offsetAt: () => 0 };

/** A zone by its IANA name, or a fixed offset such as `+01:00`; null when there is none of that name. */
export function zoneNamed(name: string): Zone | null {
  if (/^(?:Z|UTC|Etc\/UTC|GMT)$/i.test(name)) return utcZone;
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(name);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    const fixed = (offset[1] === '-' ? -1 : 1) * minutes * minute;
    return minutes > 14 * 60 ? null : { name: `${offset[1]}${offset[2]}:${offset[3]}`, offsetAt: () => fixed };
  }
  // Nothing but a region's own name: Intl takes `EST` and the like too, which mean different things to different people.
  if (!/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(name)) return null;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', ...fields });
    return { name: format.resolvedOptions().timeZone, offsetAt: (utc) => wallAt(format, utc) - utc };
  } catch {
    return null;
  }
}

const fields = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

function wallAt(format: Intl.DateTimeFormat, utc: number): number {
  const part = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
  const seconds = Date.UTC(
    part['year']!,
    part['month']! - 1,
    part['day']!,
    part['hour'],
    part['minute'],
    part['second'],
  );
  return seconds + (((utc % 1000) + 1000) % 1000);
}

/**
 * The moment at which a clock in the zone shows `wall`. Of a time that occurs twice the first, and of one that is skipped
 * the moment that the clock would have shown it without the change (RFC 5545, 3.3.5).
 */
export function place(zone: Zone, wall: number): Placed {
  const before = zone.offsetAt(wall - day);
  const offsets = [...new Set([before, zone.offsetAt(wall + day), zone.offsetAt(wall)])];
  const moments = offsets.map((offset) => wall - offset).filter((utc) => utc + zone.offsetAt(utc) === wall);
  if (moments.length === 0) return { utc: wall - before, occurs: 'never' };
  return { utc: Math.min(...moments), occurs: moments.length > 1 ? 'twice' : 'once' };
}
