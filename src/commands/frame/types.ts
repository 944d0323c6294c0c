import type { Command } from 'commander';

/** Adds one subcommand: its arguments, options, help with examples, and what it calls. */
export type Subcommand = (program: Command) => Command;
