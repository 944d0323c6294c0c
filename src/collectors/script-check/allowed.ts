import { readFileSync } from 'node:fs';
import { packageFile } from '../powershell/package-file.js';

/** What an argument must be. */
export interface ArgumentRule {
  /** What it must be written as: a script block, or anything in which nothing is computed. */
  kind?: 'block' | 'literal';
  /** Pattern that each constant must match; anything but a constant is refused, unless `ifConstant`. */
  matches?: string;
  ifConstant?: boolean;
  /** Keys that a literal hashtable must have. */
  keys?: string;
  because: string;
}

/** How a command may be called. Lists are names with spaces between; a name with `-` ahead is a switch. */
export interface CommandRule {
  takes: string;
  /** Names of the parameters that arguments without a name go to, in order. */
  positional?: string;
  /** May stand behind a pipe. There, a block that is given to many other commands' parameters is called. */
  piped?: boolean;
  /** Sets of parameters one of which must be given; `Name=value` asks for the constant, too. */
  needs?: string[];
  arguments?: { [parameter: string]: ArgumentRule };
  because: string;
}

/** Lists of names as keys, why they are there as values. */
type Names = { [names: string]: string };
type Types = { [name: string]: { because: string; members?: string } };
type Commands = { [name: string]: CommandRule };

/** What one of the tool's own scripts may do beyond a collector; `without` names problems that are none there. */
interface OwnScript {
  commands?: Commands;
  types?: Types;
  methods?: Names;
  without?: Names;
}

interface AllowedFile {
  commonParameters: CommandRule;
  commands: { [group: string]: Commands };
  refusedCommands: Names;
  types: Types;
  methods: Names;
  attributes: Names;
  variables: Names;
  automaticVariables: Names;
  syntax: Names;
  operators: Names;
  newerThan51: Names;
  ownScripts: { [file: string]: OwnScript };
}

/** `powershell/allowed.json`, for looking up. PowerShell's names have no case. */
export interface Allowed {
  common: CommandRule;
  command(name: string): CommandRule | undefined;
  /** What to write instead of a command that is often wished for. */
  instead(name: string): string | undefined;
  /** The members that may be used of a type, without `System.` ahead of its name; undefined when it is not allowed. */
  membersOf(type: string): string[] | undefined;
  has(list: 'methods' | 'attributes' | 'syntax' | 'operators', name: string): boolean;
  /** What 5.1 has in place of something newer. */
  newer(name: string): string | undefined;
  prefixes: { read: string[]; assigned: string[] };
  automatic: { neverAssigned: string[]; neverRead: string[] };
  /** Codes of problems that are none in this script. */
  without: string[];
}

/** Names in a list, in lower case. */
export const namesIn = (list: string): string[] => list.toLowerCase().split(' ').filter(Boolean);

/** @param own one of the tool's own scripts, by file name, which may do more than a collector. */
export function readAllowed(own?: string): Allowed {
  const file = JSON.parse(readFileSync(packageFile('allowed.json'), 'utf8')) as AllowedFile;
  const more: OwnScript = (own && file.ownScripts[own]) || {};
  const commands = lookup({ ...Object.assign({}, ...Object.values(file.commands)), ...more.commands } as Commands);
  const refused = lookup(file.refusedCommands);
  const types = lookup({ ...file.types, ...more.types });
  const lists = {
    methods: keysOf({ ...file.methods, ...more.methods }),
    attributes: keysOf(file.attributes),
    syntax: keysOf(file.syntax),
    operators: keysOf(file.operators),
  };
  const [read, assigned] = Object.keys(file.variables).map(namesIn);
  const [neverAssigned, neverRead] = Object.keys(file.automaticVariables).map(namesIn);
  return {
    common: file.commonParameters,
    command: commands,
    instead: refused,
    membersOf(type) {
      const rule = types(type.replace(/^System\./i, ''));
      return rule && namesIn(rule.members ?? '');
    },
    has: (list, name) => lists[list].includes(name.toLowerCase()),
    newer: lookup(file.newerThan51),
    prefixes: { read: read!, assigned: assigned! },
    automatic: { neverAssigned: [...neverAssigned!, ...neverRead!], neverRead: neverRead! },
    without: keysOf(more.without ?? {}),
  };
}

const keysOf = (names: Names): string[] => Object.keys(names).flatMap(namesIn);

function lookup<T>(entries: { [name: string]: T }): (name: string) => T | undefined {
  const map = new Map(Object.entries(entries).map(([name, entry]) => [name.toLowerCase(), entry]));
  return (name) => map.get(name.toLowerCase());
}
