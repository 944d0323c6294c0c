import { type Allowed, type CommandRule, namesIn } from './allowed.js';
import { argumentRule, checkArgument, type Found, type Given } from './argument.js';
import type { Element, Use } from './uses.js';

/** Checks the call of a command: its name, its parameters, what they are given, and what has to be there. */
export function checkCommand(use: Use, allowed: Allowed): Found[] {
  if (use.kind === 'block') return [];
  const elements = (use.elements ?? []) as Element[];
  if (use.kind === 'function') return checkBlocks(use, elements, allowed);
  if (use.name === null)
    return [{ code: 'call-unknown', at: use, found: use.text, expected: 'a command by its name, or a block' }];
  const rule = allowed.command(use.name);
  if (!rule) {
    const instead = allowed.instead(use.name) ?? 'a command of powershell/allowed.json by its full name';
    return [{ code: 'command-refused', at: use, found: use.name, expected: instead }];
  }
  const problems: Found[] = [];
  if (use.of === 'piped' && !rule.piped)
    problems.push({
      code: 'parameter-refused',
      at: use,
      found: `${use.name} behind a pipe`,
      expected: 'its arguments as parameters',
    });
  const given = pair(use, elements, rule, allowed, problems);
  for (const one of given) checkArgument(one, argumentRule(one.name, rule, allowed), problems);
  if (problems.length === 0 && rule.needs && !rule.needs.some((set) => meets(set, given)))
    problems.push({
      code: 'unbounded',
      at: use,
      found: use.text,
      expected: `one of ${rule.needs.map((set) => `-${set.replaceAll(' ', ' -')}`).join(', or ')}`,
    });
  return problems;
}

/**
 * A function of the script may be given anything but for its blocks, which it calls: they must stand in the call. Its
 * signature lists its parameters in order, `*` ahead of a block, `-` ahead of a switch.
 */
function checkBlocks(use: Use, elements: Element[], allowed: Allowed): Found[] {
  if (!use.of) return [];
  const names = use.of.split(' ').map((name) => name.replace('*', ''));
  const because = 'a variable may hold a block from elsewhere';
  const blocks = use.of.split(' ').filter((name) => name.startsWith('*'));
  const rule: CommandRule = {
    takes: names.join(' '),
    positional: names.filter((name) => !name.startsWith('-')).join(' '),
    arguments: Object.fromEntries(blocks.map((name) => [name.slice(1), { kind: 'block', because }])),
    because,
  };
  const problems: Found[] = [];
  for (const one of pair(use, elements, rule, allowed, problems))
    checkArgument(one, argumentRule(one.name, rule, allowed), problems);
  return problems;
}

/** Gives each argument the parameter that PowerShell would. */
function pair(use: Use, elements: Element[], rule: CommandRule, allowed: Allowed, problems: Found[]): Given[] {
  const takes = namesIn(`${rule.takes} ${allowed.common.takes}`);
  const given: Given[] = [];
  const loose: Element[] = [];
  let open: Given | null = null;
  for (const element of elements) {
    if (element.splat === 'unknown')
      problems.push({
        code: 'splat-unknown',
        at: element,
        found: element.text,
        expected: 'a variable that the script only ever sets to a literal hashtable',
      });
    else if (element.parameter !== undefined) {
      const name = element.parameter.toLowerCase();
      const isSwitch = takes.includes(`-${name}`);
      if (!isSwitch && !takes.includes(name))
        problems.push({
          code: 'parameter-refused',
          at: element,
          found: `-${element.parameter} of ${use.name}`,
          expected: `in full, one of ${`${rule.takes} ${allowed.common.takes}`.trim().split(/ -?/).join(', ')}`,
        });
      const one: Given = { name, at: element, argument: element.argument ?? null };
      given.push(one);
      open = isSwitch || one.argument ? null : one;
    } else if (open) {
      open.argument = element.argument ?? null;
      open = null;
    } else loose.push(element);
  }
  const places = namesIn(rule.positional ?? '').filter((name) => !given.some((one) => one.name === name));
  for (const [index, element] of loose.entries()) {
    const name = places[index];
    if (name !== undefined) given.push({ name, at: element, argument: element.argument ?? null });
    else
      problems.push({
        code: 'parameter-refused',
        at: element,
        found: `${element.text} behind ${use.name}`,
        expected: 'an argument with its parameter by name',
      });
  }
  return given;
}

/** Is every parameter of the set given? */
function meets(set: string, given: Given[]): boolean {
  return namesIn(set).every((wanted) => {
    const [name, value] = wanted.split('=');
    return given.some((one) => one.name === name && (value === undefined || one.argument?.values.join() === value));
  });
}
