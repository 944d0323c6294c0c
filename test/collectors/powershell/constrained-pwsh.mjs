#!/usr/bin/env node
// The engine named in ENGINE, in ConstrainedLanguage from the first statement on.
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const command = `$ExecutionContext.SessionState.LanguageMode='ConstrainedLanguage';${args.pop()}`;
process.exit(spawnSync(process.env.ENGINE, [...args, command], { stdio: 'inherit' }).status ?? 1);
