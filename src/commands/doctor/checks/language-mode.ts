import { bad, type Check, ok } from '../types.js';

/** What PowerShell lets a script do. App Control and AppLocker switch it to ConstrainedLanguage. */
export const languageMode: Check = {
  id: 'languageMode',
  about: 'language mode of PowerShell',
  needsEngine: true,
  run({ engine }) {
    const mode = engine.hello.languageMode;
    const data = { languageMode: mode };
    if (mode === 'FullLanguage') return [ok(mode, 'Every collector can run completely', data)];
    const found = mode ?? 'The language mode could not be read';
    const means = 'Anything that this mode forbids is missing from the evidence, and is recorded as blocked';
    const fix = 'Have the policy (App Control, AppLocker) allow the signed scripts, or collect the rest by hand.';
    return [bad('warn', { found, means, fix, data })];
  },
};
