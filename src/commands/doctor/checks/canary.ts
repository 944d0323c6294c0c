import type { CollectorEnd } from '../../../collectors/types.js';
import type { JsonObject } from '../../../domain/json.js';
import { ending, scriptJob } from '../script-job.js';
import { bad, type Check, type Finding, type Heard, ok, type Place } from '../types.js';

/** One text sent through PowerShell, and what must come back. */
interface Canary {
  name: string;
  /** What is sent, for people. */
  about: string;
  /** Sent as a parameter; comes back as rows. */
  text: string;
  /** Without it: `Get-Canary.ps1`. */
  script?: string;
  /** Further parameters of the script. */
  more?(place: Place): JsonObject;
  /** How it has to end, for people, and whether it did. Without it: `collected`. */
  ends?: { how: string; did(end: CollectorEnd): boolean };
  means: string;
}

const oneMebibyte = Array.from({ length: 160_000 }, (_, n) => `${n} `)
  .join('')
  .slice(0, 1024 ** 2);

const intact = 'Parameters with such text reach the collectors unchanged, and are never run';

const canaries: Canary[] = [
  {
    name: 'quotes',
    about: 'quotes, backticks, variables',
    text: `'single' "double" \`back\` $(exit 9) $HOME %PATH% @' '@ \\" ; | & > < #`,
    means: intact,
  },
  {
    name: 'typographicQuotes',
    about: 'typographic quotes, which PowerShell treats as quotes',
    text: '\u2018a\u2019 \u201ab\u201b \u201cc\u201d \u201ed\u201f \u2013 \u2014 \u2019; exit 9',
    means: intact,
  },
  {
    name: 'cjk',
    about: 'Chinese, Japanese and Korean',
    text: '\u65e5\u672c\u8a9e \u4e2d\u6587 \ud55c\uad6d\uc5b4 \uff05\uff30\uff21',
    means: intact,
  },
  { name: 'emoji', about: 'emoji', text: '\u{1f6a8} \u{1f469}\u200d\u{1f4bb} \u{1f3f4}', means: intact },
  {
    name: 'loneSurrogate',
    about: 'half a character (lone surrogate)',
    text: 'a\ud83db\udea8c',
    means: 'Broken text from a host breaks nothing, and the change to it is recorded',
  },
  {
    name: 'megabyte',
    about: 'a parameter of 1 MiB',
    text: oneMebibyte,
    means: 'Long parameters are not cut and not refused',
  },
  {
    name: 'throw',
    about: 'a script that throws; its row',
    text: 'before',
    more: () => ({ End: 'throw' }),
    ends: { how: 'failed (threw)', did: ({ outcome, reason }) => outcome === 'failed' && reason === 'threw' },
    means: 'A collector that fails is recorded as failed, with the rows that it found before',
  },
  {
    name: 'exit',
    about: 'a script that ends PowerShell; its row',
    text: 'before',
    more: () => ({ End: 'exit' }),
    ends: { how: 'failed (incomplete)', did: ({ outcome, reason }) => outcome === 'failed' && reason === 'incomplete' },
    means: 'A collector that ends the process is recorded as failed, and the ones after it still run',
  },
  {
    name: 'nativeOutput',
    about: "a program's output and a forged frame between frames; the row before them",
    text: 'before',
    script: 'Get-CanaryOutput.ps1',
    more: ({ program }) => ({ Program: program }),
    // Two lines at least: the program's own, and the forged frame.
    ends: { how: 'collected, with noise', did: ({ outcome, noise }) => outcome === 'collected' && noise >= 2 },
    means: 'Output of programs is counted, and is never treated as evidence',
  },
];

const jobOf = (name: string): string => `canary-${name}`;

/** Does data pass through PowerShell unchanged, and does a failing script show? */
export const canary: Check = {
  id: 'canary',
  about: 'transport: hostile text and failing scripts, sent as collectors are',
  needsEngine: true,
  asks: (place) =>
    canaries.map(({ name, text, script = 'Get-Canary.ps1', more }) =>
      scriptJob(jobOf(name), script, { Text: text, ...more?.(place) }, { part: 'integer', text: 'string' }),
    ),
  run: ({ engine }) => canaries.map((sent) => judgeCanary(sent, engine.heard(jobOf(sent.name)))),
};

function judgeCanary(canary: Canary, heard: Heard): Finding {
  const { name, about, text, means, ends } = canary;
  // Half a character isn't text: it is replaced on the way, and a warning must report that. Nothing else can change.
  const whole = text.toWellFormed();
  const replaced = whole !== text;
  const back = heard.rows.map((row) => row['text']).join('');
  const data = { characters: text.length, returned: back.length, replaced };
  const wrong = wrongEnd(ends, heard) ?? difference(whole, back);
  const silent = replaced && heard.end?.warnings.length === 0;
  if (wrong === null && !silent) {
    const what = replaced ? 'comes back as U+FFFD, with a warning' : 'comes back unchanged';
    return ok(`${about}: ${what}${ends ? `; ${ends.how}` : ''}`, means, data, name);
  }
  return bad('fail', {
    subject: name,
    found: `${about}: ${wrong ?? 'it was replaced without a warning'}`,
    means: 'Evidence that is collected this way cannot be trusted',
    fix: 'Do not collect with this PowerShell. Name another with --powershell PATH, and report this with doctor --json.',
    data,
  });
}

function wrongEnd(ends: Canary['ends'], heard: Heard): string | null {
  const { how, did } = ends ?? { how: 'collected', did: ({ outcome }: CollectorEnd) => outcome === 'collected' };
  return heard.end && did(heard.end) ? null : `the script ${ending(heard)}; it should be ${how}`;
}

function difference(sent: string, back: string): string | null {
  if (back === sent) return null;
  let at = 0;
  while (sent[at] === back[at]) at++;
  return `${back.length} of ${sent.length} characters came back, different from number ${at + 1} on`;
}
