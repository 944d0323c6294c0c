import { spawnSync } from 'node:child_process';
import { cli } from '../../helpers/casefile.js';
import { shuffled } from '../order.js';

/** Where and how a command runs: all that must not bear on what it makes of a case. */
export interface Environment {
  name: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Programs that run the command: `sh -c 'umask 077; exec "$0" "$@"'`. */
  wrap?: string[];
  /** Milliseconds that the clock is off. */
  clock?: number;
  /** What was done to the folder of the case. */
  place?: 'copied' | 'old' | 'readOnly' | 'linked';
}

const day = 86_400_000;
const linux = process.platform === 'linux';
const shell = (text: string): string[] => ['sh', '-c', `${text}; exec "$0" "$@"`];
/** Does this command end well? */
export const can = (...command: string[]): boolean => spawnSync(command[0]!, command.slice(1)).status === 0;
/** Runs a command as an account that owns nothing; only root may. */
export const nobody: string[] = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const elsewhere = ['unshare', '-u', ...shell('hostname elsewhere-7.example')];
const language = (name: string) => ({ name, env: { LANG: name, LC_ALL: name, LC_TIME: name, LANGUAGE: name } });

/** Half hours and quarters, the date line, days that summer time leaves out, none, and what is no zone. */
const zones: Environment[] = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
  ...['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Africa/Casablanca', 'Etc/GMT+12', 'No/Where', ''],
].map((TZ) => ({ name: `TZ=${TZ}`, env: { TZ } }));

/** Other letters for I, digits, calendars, decimal commas, directions of writing, and what is no language. */
const languages: Environment[] = [
  ...['C', 'C.UTF-8', 'POSIX', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'lt_LT.UTF-8', 'ar_EG.UTF-8', 'fa_IR.UTF-8'],
  ...['th_TH.UTF-8', 'hi_IN.UTF-8', 'ja_JP.UTF-8', 'ja_JP.eucJP', 'en_US.ISO-8859-1', 'xx_XX'],
].map(language);

const terminals: Environment[] = [
  { name: 'NO_COLOR', env: { NO_COLOR: '1' } },
  { name: 'FORCE_COLOR', env: { FORCE_COLOR: '3', COLORTERM: 'truecolor' } },
  { name: 'narrow', env: { COLUMNS: '20', LINES: '5', TERM: 'vt52' } },
  { name: 'TERM=dumb', env: { TERM: 'dumb' } },
  { name: 'CI', env: { CI: 'true', GITHUB_ACTIONS: 'true' } },
];

const people: Environment[] = [
  { name: 'no home', env: { HOME: undefined, USERPROFILE: undefined } },
  { name: 'a home that is not there', env: { HOME: '/nowhere', TMPDIR: '/nowhere', XDG_CONFIG_HOME: '/nowhere' } },
  { name: 'no environment', wrap: ['env', '-i'] },
  { name: 'another name', env: { USER: 'x\u00fc', LOGNAME: 'x\u00fc', USERNAME: 'x\u00fc', USERDOMAIN: 'D' } },
  // Only root may become somebody else, and only where that account may read what it runs.
  ...(can(...nobody, 'test', '-r', cli) ? [{ name: 'another account', wrap: nobody }] : []),
];

const machines: Environment[] = [
  ...(can(...elsewhere, 'true') ? [{ name: 'another host', wrap: elsewhere }] : []),
  ...['0', '077', '0777'].map((mask) => ({ name: `umask ${mask}`, wrap: shell(`umask ${mask}`) })),
  { name: 'from /', cwd: '/' },
  { name: 'from /tmp', cwd: '/tmp' },
  { name: 'little memory', env: { NODE_OPTIONS: '--max-old-space-size=200' } },
];

const clocks: Environment[] = [-55 * 365, -365, -1, 1, 365, 30 * 365, 5000 * 365].map((days) => ({
  name: `clock ${days} days off`,
  clock: days * day,
}));

const places: Environment[] = (['copied', 'old', 'readOnly', 'linked'] as const).map((place) => ({
  name: `case ${place}`,
  place,
}));

/** Each of these changes one thing. Who may name a host gives the right away last. */
const single: Environment[][] = linux
  ? [zones, languages, terminals, machines, people, clocks, places]
  : [zones, languages, terminals, clocks];

const both = (one: Environment, other: Environment): Environment => ({
  ...{ ...one, ...other },
  name: `${one.name}, ${other.name}`,
  env: { ...one.env, ...other.env },
  wrap: [...(one.wrap ?? []), ...(other.wrap ?? [])],
});

/** So many environments: all that change one thing, then such that change one of each kind, the same for the same seed. */
export function environments(count: number, seed: number): Environment[] {
  const list = single.flat();
  for (let at = 0; list.length < count; at += 1)
    // An empty environment would take away what the others set.
    list.push(
      single
        .map((kind, n) => shuffled(kind, Math.imul(seed + at, 0x9e3779b1) + n)[0]!)
        .filter(({ wrap }) => wrap?.[0] !== 'env')
        .reduce(both),
    );
  return count < list.length ? shuffled(list, seed).slice(0, count) : list;
}
