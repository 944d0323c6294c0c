import { bad, type Check, ok } from '../types.js';

/** Seconds that a clock can be off before it counts as wrong: people type the reference time. */
const tolerance = 60;

/** The host's clock and time zone, compared with a reference time if there is one. Nothing is corrected, here or later. */
export const clock: Check = {
  id: 'clock',
  about: "the host's clock and time zone",
  needsEngine: true,
  run({ engine, reference }) {
    const { now, timeZone, utcOffsetMinutes } = engine.hello;
    const data = { now, timeZone, utcOffsetMinutes };
    const zone = `time zone ${timeZone ?? 'unknown'}${utcOffsetMinutes === null ? '' : ` (${utc(utcOffsetMinutes)})`}`;
    if (now === null) {
      const found = `The clock could not be read; ${zone}`;
      const means = 'Times in the evidence cannot be compared with those of other hosts';
      return [bad('warn', { found, means, fix: "Note the host's time and a trusted time side by side.", data })];
    }
    if (reference === null) {
      const means = 'Times in the evidence come from this clock. --reference-time measures how far it is off';
      return [ok(`${now}, ${zone}; not compared with a trusted clock`, means, data)];
    }
    // The clock was read at some moment between the start of the command and the engine's answer.
    const within = engine.after / 2000;
    const offset = (Date.parse(now) - reference.getTime()) / 1000 - within;
    const way = offset < 0 ? 'behind' : 'ahead of';
    const found = `${now}, ${zone}; ${Math.abs(offset).toFixed(1)} s ${way} the reference time (+/- ${within.toFixed(1)} s)`;
    const measured = { ...data, reference: reference.toISOString(), offsetSeconds: offset, withinSeconds: within };
    if (Math.abs(offset) <= tolerance + within)
      return [ok(found, 'Times in the evidence can be compared with those of other hosts', measured)];
    const means = 'Times in the evidence differ by that much from those of other hosts. Nothing is corrected';
    const fix = 'Note the offset in the case. Do not set the clock: that would change the evidence.';
    return [bad('warn', { found, means, fix, data: measured })];
  },
};

/** `UTC+02:00`. */
function utc(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const all = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}:${two(all % 60)}`;
}
