import type { Answering, EngineWorld, Heard, World } from '../../../src/commands/doctor/types.js';
import type { Engine } from '../../../src/domain/evidence.js';
import type { JsonObject } from '../../../src/domain/json.js';

const hello: Engine = {
  ...{ psVersion: '5.1.20348.1', psEdition: 'Desktop', languageMode: 'FullLanguage', elevated: true },
  ...{ culture: 'de-DE', timeZone: 'W. Europe Standard Time', utcOffsetMinutes: 120 },
  ...{ computer: 'SRV', fqdn: 'srv.corp.example', user: 'nt authority\\system', userSid: 'S-1-5-18' },
  ...{ now: '2026-05-20T10:15:00.000Z', pid: 4711, own: [] },
};

/** What a script said, when it ended well unless told otherwise. */
export const said = (rows: JsonObject[], end: Partial<NonNullable<Heard['end']>> = {}): Heard => ({
  rows,
  end: {
    ...{ outcome: 'collected', reason: null, detail: null, sources: [], errors: [], warnings: [] },
    ...{ truncated: false, noise: 0, noiseSample: [] },
    ...end,
  },
});

interface Given {
  hello?: Partial<Engine>;
  after?: number;
  heard?: { [job: string]: Heard };
  place?: Partial<Omit<World, 'engine'>>;
}

/** A host on which an engine answered. */
export function answering({ hello: more = {}, after = 2000, heard = {}, place = {} }: Given = {}): EngineWorld {
  const engine: Answering = {
    path: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    hello: { ...hello, ...more },
    after,
    heard: (job) => heard[job] ?? { rows: [], end: null },
  };
  return { ...silent(place), engine };
}

/** A host without one. */
export const silent = (place: Given['place'] = {}): World => ({
  ...{ platform: 'linux', caseDir: '/tmp', systemRoot: '/', program: process.execPath, reference: null },
  ...place,
  engine: { trouble: { what: 'No PowerShell was found', where: 'looked for C:\\x', next: 'Name one.' } },
});
