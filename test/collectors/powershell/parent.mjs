// A parent to be killed: starts an engine as casefile does, and passes on what it prints. Reads { file, args, input } from
// stdin; the request in `input` gets this process as its parent.
import { spawn } from 'node:child_process';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const { file, args, input } = JSON.parse(text);
const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
child.stdout.pipe(process.stdout);
child.stdin.end(`${JSON.stringify({ ...JSON.parse(input), parent: process.pid })}\n`);
