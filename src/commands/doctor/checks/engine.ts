import { bad, type Check, ok } from '../types.js';

const fix = 'Name another with --powershell PATH.';

/** Which PowerShell answers. The collectors only use what Windows PowerShell 5.1 has. */
export const engine: Check = {
  id: 'engine',
  about: 'PowerShell: where it is, version and edition',
  needsEngine: false,
  run({ engine }) {
    if ('trouble' in engine) {
      const { what, where, next } = engine.trouble;
      const found = [what, where].filter(Boolean).join('; ');
      return [bad('fail', { found, means: 'Nothing can be collected on this host', fix: next ?? fix })];
    }
    const { psVersion, psEdition, computer, fqdn, pid } = engine.hello;
    const data = { path: engine.path, psVersion, psEdition, computer, fqdn, pid };
    const found = `PowerShell ${psVersion ?? 'of unknown version'} (${psEdition ?? 'edition unknown'}) at ${engine.path}`;
    const host = fqdn ?? computer;
    if (!isOld(psVersion))
      return [ok(found, `It collects evidence${host ? `, and names the host ${host}` : ''}`, data)];
    const means = 'The collectors need Windows PowerShell 5.1. With this version some are recorded as failed';
    return [bad('warn', { found, means, fix, data })];
  },
};

function isOld(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return !(major > 5 || (major === 5 && minor >= 1));
}
