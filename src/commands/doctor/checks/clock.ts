import { bad, type Check, ok } from '../types.js';

/** Seconds that a clock may be off before it counts as wrong: people type the reference time. */
const tolerance = 60;

/** The host's clock and time zone, beside a reference time where one was named. Nothing is corrected, here or later. */
export const clock: Check = {
  id: 'clock',
  about: "the host's clock and time zone",
  needsEngine: true,
  run({ engine, reference }) {
    const { now, timeZone, utcOffsetMinutes } = engine.hello;
    const data = { now, timeZone, utcOffsetMinutes };
    const zone = `time zone ${timeZone ?? 'unknown'}${utcOffsetMinutes === null ? '' : ` (${utc(utcOffsetMinutes)})`}`;
    if (now === null)
      return [
        bad('warn', {
          found: `The clock could not be read; ${zone}`,
          means: 'Times in the evidence cannot be compared with those of other hosts',
          mend: "Note the host's time and a trusted time side by side.",
          data,
        }),
      ];
    if (reference === null)
      return [
        ok(
          `${now}, ${zone}; compared with nothing`,
          'Times in the evidence are of this clock; with --reference-time its offset is stated',
          data,
        ),
      ];
    // The clock was read at some moment between the start of the command and the engine's answer.
    const within = engine.after / 2000;
    const offset = (Date.parse(now) - reference.getTime()) / 1000 - within;
    const ways = offset < 0 ? 'behind' : 'ahead of';
    const found = `${now}, ${zone}; ${Math.abs(offset).toFixed(1)} s ${ways} the reference time (+/- ${within.toFixed(1)} s)`;
    const measured = { ...data, reference: reference.toISOString(), offsetSeconds: offset, withinSeconds: within };
    if (Math.abs(offset) <= tolerance + within)
      return [ok(found, 'Times in the evidence can be compared with those of other hosts as they are', measured)];
    return [
      bad('warn', {
        found,
        means: 'Times in the evidence differ by that much from those of other hosts; nothing is corrected',
        mend: 'Note the offset in the case, and leave the clock as it is: setting it would change the evidence.',
        data: measured,
      }),
    ];
  },
};

/** `UTC+02:00`. */
function utc(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const all = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}:${two(all % 60)}`;
}
