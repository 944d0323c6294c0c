import { oneOf } from '../../playbook/problems.js';
import type { Allowed } from './allowed.js';
import type { Found } from './argument.js';
import { checkCommand } from './command.js';
import type { ScriptProblemCode } from './problems.js';
import type { ScriptFacts, Use } from './uses.js';

const list = 'one of powershell/allowed.json';

/** What is wrong with one use of something in a script. */
export function judgeUse(use: Use, allowed: Allowed): Found[] {
  const name = use.name ?? '';
  const refuse = (code: ScriptProblemCode, found: string, expected: string): Found[] => [
    { code, at: use, found, expected },
  ];
  switch (use.use) {
    case 'mistake':
      return refuse('script-syntax', `${name}: ${use.of}`, 'a script that the engine can parse');
    case 'script':
      return checkFacts(use);
    case 'newer':
      return refuse('newer-than-5.1', name, 'the grammar of Windows PowerShell 5.1');
    case 'syntax':
    case 'operator': {
      if (allowed.has(use.use === 'syntax' ? 'syntax' : 'operators', name)) return [];
      const older = allowed.newer(name);
      return older === undefined
        ? refuse('construct-refused', `${name}: ${use.text}`, list)
        : refuse('newer-than-5.1', `${name}: ${use.text}`, `${older}, as in Windows PowerShell 5.1`);
    }
    case 'command':
      return checkCommand(use, allowed);
    case 'operand':
      return refuse('argument-refused', `${use.text} for ${name}`, 'a constant or a text in double quotes, no block');
    case 'type':
      return allowed.membersOf(name) ? [] : refuse('type-refused', `[${name}]`, `a type, ${list}`);
    case 'static':
      return isMember(use, allowed)
        ? []
        : refuse('member-refused', use.text, `a member of a type by its name, ${list}`);
    case 'method':
      return allowed.has('methods', name) ? [] : refuse('member-refused', use.text, `a method by its name, ${list}`);
    case 'attribute':
      return allowed.has('attributes', name) ? [] : refuse('attribute-refused', `[${name}()]`, list);
    case 'redirection':
      return name === '$null' ? [] : refuse('redirection-refused', use.text, 'no file; $null drops a stream');
    case 'assignment':
      return checkAssignment(use, allowed);
    case 'variable': {
      const fits = use.of === null || allowed.prefixes.read.includes(use.of);
      return fits && !allowed.automatic.neverRead.includes(name.replace(/^.*:/, '').toLowerCase())
        ? []
        : refuse('variable-refused', use.text, `a variable without a prefix, or with ${oneOf(allowed.prefixes.read)}`);
    }
    case 'function':
      return use.kind === 'own' && /^[A-Za-z]+-\w+$/.test(name)
        ? []
        : refuse(
            'function-refused',
            `function ${name}`,
            'one function Verb-Noun (no alias is called so) that the prelude lacks, at the outermost level, ahead of what calls it',
          );
    default:
      throw new Error(`check-script.ps1 reports a use that nobody judges: ${use.use}`);
  }
}

function isMember({ of, name }: Use, allowed: Allowed): boolean {
  return of !== null && name !== null && (allowed.membersOf(of) ?? []).includes(name.toLowerCase());
}

function checkAssignment(use: Use, allowed: Allowed): Found[] {
  const refuse = (expected: string): Found[] => [{ code: 'assignment-refused', at: use, found: use.text, expected }];
  if (allowed.automatic.neverAssigned.includes((use.name ?? '').toLowerCase()))
    return refuse('a variable that PowerShell does not set itself');
  if (use.kind === 'member')
    return refuse(
      'an entry of a variable that only ever holds a hashtable (a property may be live, such as the time of a file)',
    );
  return use.of === null || allowed.prefixes.assigned.includes(use.of)
    ? []
    : refuse('a variable of the script itself, nothing outside');
}

/** Help with every part that a reader needs, and parameters that are bound strictly. */
function checkFacts(use: Use): Found[] {
  const { help, documented, parameters, binding } = use.elements as ScriptFacts;
  const wanted = ['Synopsis', 'Description', 'Examples', 'Outputs'].filter((section) => !help.includes(section));
  const undocumented = parameters.filter((name) => !documented.some((known) => same(known, name)));
  const missing = [...wanted.map(keyword), ...undocumented.map((name) => `.PARAMETER ${name}`)];
  const at = { ...use, line: 1, column: 1 };
  return [
    ...(missing.length > 0
      ? [{ code: 'help-incomplete' as const, at, found: `no ${missing.join(', ')}`, expected: 'comment-based help' }]
      : []),
    ...(binding
      ? []
      : [
          {
            code: 'binding-missing' as const,
            at,
            found: 'no [CmdletBinding()] ahead of param(...)',
            expected: 'one, since parameters that do not exist are ignored silently without it',
          },
        ]),
  ];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const keyword = (section: string) => `.${section.replace(/^Examples$/, 'Example').toUpperCase()}`;
