/**
 * A local time without a zone, `2025-02-25 21:00` or `20250225T210000`, as milliseconds that stand for what the clock
 * shows; null for anything else, days that do not exist included.
 */
export function wallTime(text: string): number | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ??
    /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d))?$/.exec(text);
  if (!match) return null;
  const [year, month, date, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as number[];
  const at = new Date(Date.UTC(year!, month! - 1, date!, hours!, minutes!, seconds!));
  const same = at.getUTCMonth() === month! - 1 && at.getUTCDate() === date! && at.getUTCHours() === hours!;
  return same && minutes! < 60 && seconds! < 60 ? at.getTime() : null;
}
