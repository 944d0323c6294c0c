#!/usr/bin/env node
// Pessimistic from the first line: an event loop that runs dry (a closed terminal) must not look like success.
process.exitCode = 70;

import { watchForEnds } from './commands/frame/stopping.js';
import { main } from './commands/main.js';

watchForEnds();
// Libraries for colour look at TERM alone, never at whether the stream is a terminal.
if (!process.stderr.isTTY && !process.env['FORCE_COLOR']) process.env['NO_COLOR'] = '1';
await main(process.argv.slice(2));
