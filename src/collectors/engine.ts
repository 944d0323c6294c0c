import type { Engine, OwnProcess } from '../domain/evidence.js';
import type { Json } from '../domain/json.js';
import { parseTime, toIso } from '../domain/time.js';
import { asObject, hostText } from './messages.js';

/** The engine as a hello frame or an evidence header describes it; what is missing or of another type is null. */
export function readEngine(value: Json): Engine {
  const hello = asObject(value) ?? {};
  const text = (name: string) => (typeof hello[name] === 'string' && hello[name] !== '' ? hostText(hello[name]) : null);
  const integer = (name: string) => (Number.isSafeInteger(hello[name]) ? (hello[name] as number) : null);
  const now = parseTime(text('now') ?? '');
  return {
    psVersion: text('psVersion'),
    psEdition: text('psEdition'),
    languageMode: text('languageMode'),
    elevated: typeof hello['elevated'] === 'boolean' ? hello['elevated'] : null,
    culture: text('culture'),
    timeZone: text('timeZone'),
    utcOffsetMinutes: integer('utcOffsetMinutes'),
    computer: text('computer'),
    fqdn: text('fqdn'),
    user: text('user'),
    userSid: text('userSid'),
    now: now && toIso(now),
    pid: integer('pid'),
    own: readOwn(hello['own']),
  };
}

/** What does not name a process and its start is left out: without both nothing can be recognised. */
const readOwn = (value: Json | undefined): OwnProcess[] =>
  (Array.isArray(value) ? value : []).flatMap((item) => {
    const { pid, started } = asObject(item) ?? {};
    const time = typeof started === 'string' ? parseTime(started) : null;
    return Number.isSafeInteger(pid) && time ? [{ pid: pid as number, started: toIso(time) }] : [];
  });
