import { bad, type Check, ok } from '../types.js';

/** Which PowerShell answers: the scripts keep to what Windows PowerShell 5.1 has. */
export const engine: Check = {
  id: 'engine',
  about: 'PowerShell: where it is, version and edition',
  needsEngine: false,
  run({ engine }) {
    if ('trouble' in engine) {
      const { what, where, next } = engine.trouble;
      return [
        bad('fail', {
          found: [what, where].filter(Boolean).join('; '),
          means: 'Nothing can be collected on this host',
          mend: next ?? 'Name another with --powershell PATH.',
        }),
      ];
    }
    const { psVersion, psEdition, computer, fqdn, pid } = engine.hello;
    const data = { path: engine.path, psVersion, psEdition, computer, fqdn, pid };
    const found = `PowerShell ${psVersion ?? 'of unknown version'} (${psEdition ?? 'edition unknown'}) at ${engine.path}`;
    const host = fqdn ?? computer;
    if (!isOld(psVersion))
      return [ok(found, `Evidence is collected with it${host ? `, and is said to be of ${host}` : ''}`, data)];
    return [
      bad('warn', {
        found,
        means: 'The collectors need Windows PowerShell 5.1; with this one some will be recorded as failed',
        mend: 'Name another with --powershell PATH.',
        data,
      }),
    ];
  },
};

function isOld(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return !(major > 5 || (major === 5 && minor >= 1));
}
