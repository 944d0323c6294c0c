#!/usr/bin/env node
// The engine named in ENGINE, in ConstrainedLanguage from the first statement on.
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const text = args.pop();
const what = args.pop().toLowerCase();
const command = what === '-file' ? `$input|& '${text.replaceAll("'", "''")}'` : text;
const constrained = `$ExecutionContext.SessionState.LanguageMode='ConstrainedLanguage';${command}`;
process.exit(spawnSync(process.env.ENGINE, [...args, '-Command', constrained], { stdio: 'inherit' }).status ?? 1);
