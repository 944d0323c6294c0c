import { findCase } from '../case/find.js';
import { type Verification, verifyCase } from '../case/verify.js';
import { print } from '../terminal/print.js';

/** `casefile verify`: chain and files against each other; every difference is listed. */
export function verify(named: string | undefined, options: { caseDir: string }): Verification & { dir: string } {
  const dir = findCase(named, options.caseDir);
  const verification = verifyCase(dir);
  for (const { kind, file, detail } of verification.differences) print(`${kind}  ${file}  ${detail}`);
  const { entries, checked, head, differences } = verification;
  print(`${entries.length} journal entries, ${checked} files: ${differences.length} differences`);
  print(`head ${head ?? 'none'}`);
  print(
    'Compare the head with the one noted when the case was worked on: last entries cut off as a whole leave no trace here.',
  );
  return { dir, ...verification };
}
