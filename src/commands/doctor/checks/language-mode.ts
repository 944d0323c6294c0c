import { bad, type Check, ok } from '../types.js';

/** What PowerShell lets a script do; App Control and AppLocker switch it to ConstrainedLanguage. */
export const languageMode: Check = {
  id: 'languageMode',
  about: 'language mode of PowerShell',
  needsEngine: true,
  run({ engine }) {
    const mode = engine.hello.languageMode;
    const data = { languageMode: mode };
    if (mode === 'FullLanguage') return [ok(mode, 'Every collector can do all that it does', data)];
    return [
      bad('warn', {
        found: mode ?? 'It could not be told',
        means: 'What this mode forbids is missing from the evidence, and is recorded as blocked',
        mend: 'Have the policy (App Control, AppLocker) allow the signed scripts, or collect what is missing by hand.',
        data,
      }),
    ];
  },
};
