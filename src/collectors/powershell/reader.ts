import type { Json } from '../../domain/json.js';
import { cutLines, type Line } from '../../domain/lines.js';
import { asObject } from '../messages.js';
import { type Frame, readFrame } from './frame.js';
import { limits, longestLine } from './protocol.js';

/** What the reader tells, in the order of the stream. After `broken` nothing more comes. */
export interface ReaderEvents {
  hello(value: Json): void;
  start(): void;
  items(rows: Json[]): void;
  source(value: Json): void;
  warn(value: Json): void;
  err(value: Json): void;
  end(status: string, rows: number): void;
  bye(): void;
  /** A frame is missing, cut, doubled or out of place: nothing behind it can be trusted. */
  broken(why: string): void;
  /** A line outside the protocol. */
  noise(line: string): void;
}

/**
 * Reads the stdout of one process against the collectors that it was sent. Frames count from 1 without a gap; hello
 * comes first, bye last; between them each collector in its order, from its start to its end.
 */
export function openReader(nonce: string, collectors: string[], events: ReaderEvents) {
  const lines = cutLines(longestLine);
  let seq = 0;
  let next = 0;
  let size = 0;
  let state: 'new' | 'idle' | 'running' | 'done' | 'broken' = 'new';

  const broken = (why: string) => {
    state = 'broken';
    events.broken(why);
  };

  function take({ type, seq: number, collector, length, value }: Frame): void {
    const due = ++seq;
    size = type === 'start' ? 0 : size + length;
    if (number !== due) broken(`frame ${number} came where frame ${due} was due`);
    else if (!isDue(type, collector)) broken(`the ${type} frame of ${collector} is out of place`);
    // The runner stops at the limit, give or take one batch; a stream that continues far beyond it doesn't come from the runner.
    else if (size > 2 * limits.total) broken('a collector sends more than its limit');
    else tell(type, value);
  }

  function tell(type: Frame['type'], value: Json): void {
    if (type === 'items') {
      if (Array.isArray(value)) events.items(value);
      else broken('an items frame holds no list');
    } else if (type === 'end') takeEnd(value);
    else if (type === 'source' || type === 'warn' || type === 'err') events[type](value);
    else {
      state = type === 'hello' ? 'idle' : type === 'start' ? 'running' : 'done';
      if (type === 'hello') events.hello(value);
      else events[type]();
    }
  }

  function isDue(type: Frame['type'], collector: string): boolean {
    if (type === 'hello') return state === 'new';
    if (type === 'bye') return state === 'idle' && next === collectors.length;
    return state === (type === 'start' ? 'idle' : 'running') && collector === collectors[next];
  }

  function takeEnd(value: Json): void {
    const { status, rows } = asObject(value) ?? {};
    if (typeof status !== 'string' || typeof rows !== 'number') {
      broken('an end frame holds no status or count');
      return;
    }
    state = 'idle';
    next++;
    events.end(status, rows);
  }

  function read(line: Line): void {
    if (state === 'broken') return;
    const found = line ? readFrame(line, nonce) : { noise: `(a line of more than ${longestLine} bytes)` };
    if ('noise' in found) {
      if (found.noise !== '') events.noise(found.noise);
    } else if ('broken' in found) broken(`there is ${found.broken}`);
    else {
      if (found.text !== '') events.noise(found.text);
      take(found.frame);
    }
  }

  return {
    push: (chunk: Buffer): void => {
      for (const line of lines.push(chunk)) read(line);
    },
    end: (): void => {
      for (const line of lines.end()) read(line);
    },
  };
}
