import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkScripts, type ScriptText } from '../../../src/collectors/script-check/check-scripts.js';
import { preludeFile } from '../../../src/playbook/files.js';
import { formatProblem } from '../../../src/playbook/problems.js';
import { warmPowerShell } from '../../helpers/warm-engine.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const scriptsUnder = (folder: string) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ps1'))
    .map((file) => `${root}${folder}/${file}`)
    .sort();

/** Text of the functions that the collectors of all playbooks share. */
export const prelude: string = readFileSync(`${root}playbooks/${preludeFile}`, 'utf8');

/** Every script that the package ships: those of `powershell/` itself have rules of their own in allowed.json. */
export const shippedScripts: ScriptText[] = [
  ...scriptsUnder('playbooks').map((file) => (file.endsWith(preludeFile) ? { file } : { file, prelude })),
  ...scriptsUnder('powershell').map((file) => ({ file, own: basename(file) })),
].map((script) => ({ ...script, text: readFileSync(script.file, 'utf8') }));

/** Problems of scripts by file, as the engine of this machine finds them: code, and the line as lint prints it. */
export async function problemsOf(scripts: ScriptText[]): Promise<Map<string, { code: string; line: string }[]>> {
  const check = await checkScripts(
    warmPowerShell({ languageMode: 'FullLanguage' }),
    scripts,
    new AbortController().signal,
  );
  if ('notRun' in check) throw new Error(check.notRun);
  const found = new Map<string, { code: string; line: string }[]>(scripts.map(({ file }) => [file, []]));
  for (const problem of check.problems)
    found.get(problem.position.file)!.push({ code: problem.code, line: formatProblem(problem) });
  return found;
}
