import { problem, type Rule } from './rule.js';

/** A script lies in the playbook's folder, so that the pinned copy of the folder is the whole playbook. */
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
    return context.playbook.files.some(({ file }) => file === script)
      ? []
      : [problem(context, 'script-missing', path, `no file ${script}`, 'a file of the playbook folder')];
  });
