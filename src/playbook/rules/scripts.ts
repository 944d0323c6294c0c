import { problem, type Rule } from './rule.js';

/** A script is in the playbook's folder or in `_shared` next to it. The pinned copy has both, so it is complete. */
export const scriptsExist: Rule = (context) =>
  Object.entries(context.playbook.collectors).flatMap(([id, { script }]) => {
    const path = ['collectors', id, 'script'];
    if (/^[/\\]|^[A-Za-z]:|\\|(^|\/)\.\.?(\/|$)/.test(script))
      return [
        problem(
          context,
          'script-outside',
          path,
          JSON.stringify(script),
          'a path inside the playbook folder, with forward slashes and without ..',
          'collectors/Get-Service.ps1',
        ),
      ];
    // Lint reads every .ps1 of the folder, so that none is run which nobody checked.
    if (!/\.ps1$/i.test(script))
      return [problem(context, 'script-extension', path, JSON.stringify(script), 'a file with the extension .ps1')];
    return context.playbook.files.some(({ file }) => file === script)
      ? []
      : [
          problem(
            context,
            'script-missing',
            path,
            `no file ${script}`,
            'a file of the playbook folder, or of _shared next to it',
          ),
        ];
  });
