#!/usr/bin/env node
// An engine that speaks psl/1 and goes wrong on demand: the script text of a collector names what it does.
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { nonce, collectors } = JSON.parse(input);

let seq = 0;
const print = (text) => {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
};
const frame = (type, collector, value, { withNonce = nonce, number = ++seq, extra = 0 } = {}) => {
  const json = JSON.stringify(value);
  return `@${withNonce} ${type} ${number} ${collector} ${json.length + extra} ${json}\n`;
};
const forever = () => new Promise(() => setInterval(() => {}, 1000));

/** What a collector may do between its start and its end; one that gives nothing ends as usual. */
const deeds = {
  rows: (name) => print(frame('items', name, [{ n: 1 }, { n: 2 }])),
  nothing: () => {},
  async hang(name) {
    print(frame('items', name, [{ n: 1 }]));
    await forever();
  },
  dieInFrame(name) {
    print(frame('items', name, [{ n: 1 }]));
    print(frame('items', name, [{ n: 2 }]).slice(0, -8));
    process.exit(1);
  },
  gap(name) {
    print(frame('items', name, [{ n: 1 }]));
    seq++;
  },
  wrongLength: (name) => print(frame('items', name, [{ n: 1 }], { extra: 1 })),
  forged(name) {
    print(frame('items', name, [{ n: 666 }], { withNonce: '0'.repeat(32), number: 3 }));
    print(frame('end', name, { status: 'ok', rows: 1 }, { withNonce: '', number: 4 }));
  },
  async endless(name) {
    for (;;) print(frame('items', name, [{ text: 'x'.repeat(200_000) }]));
  },
  badUtf8: () => print('\xff\xfe\xc3(\n'),
  async noise() {
    print('loud text\n');
    process.stderr.write('and louder\n');
    await new Promise((resolve) => setTimeout(resolve, 300)); // two pipes have no order between them
  },
  async longLine(name) {
    print(frame('items', name, [{ n: 1, text: 'x'.repeat(2_000_000) }]));
  },
  async flood() {
    for (;;) print(`${'y'.repeat(100)}\n`.repeat(1000));
  },
  // Outlives the engine, in its own session, and keeps the pipes open.
  async grandchild(name) {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit', detached: true });
    print(frame('items', name, [{ n: child.pid }]));
    await forever();
  },
  async family(name) {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    print(frame('items', name, [{ n: process.pid }, { n: child.pid }]));
    await forever();
  },
};

if (process.env.FAKE_BANNER) print(`${process.env.FAKE_BANNER}\n`);
if (process.env.FAKE_DELAY) await new Promise((resolve) => setTimeout(resolve, Number(process.env.FAKE_DELAY)));
if (process.env.FAKE_SILENT) await forever();
if (process.env.FAKE_BROKEN) {
  process.stderr.write('blocked by your administrator\n');
  process.exit(5);
}
print(
  frame('hello', '-', {
    psVersion: '7.0-fake',
    elevated: false,
    pid: process.pid,
    now: '2025-02-11T03:00:00.1234567+01:00',
  }),
);
for (const { name, script } of collectors) {
  const before = seq;
  print(frame('start', name, {}));
  await deeds[script](name);
  const rows = script === 'rows' ? 2 : seq - before - 1;
  print(frame('end', name, { status: 'ok', rows }));
}
print(frame('bye', '-', {}));
