/*
 * Most texts contain no secret, and a case has hundreds of thousands of them. So each is read once, character by character,
 * by an automaton (Aho-Corasick) that knows all hints of all kinds: what it gives says which patterns are worth trying.
 */

import { lookalikes } from './views.js';

/** What a text has in it, apart from hints: each is one bit. */
export const traits = {
  /** 24 characters of base64 in a row, or more. */
  run: 1 << 29,
  /** A character that escapes begin with, NUL, or one that looks like another. */
  escape: 1 << 30,
  /** A line break. */
  newline: 1 << 31,
} as const;

const disguise = new RegExp(`[${Object.values(lookalikes).join('')}]`);

const bits = 29;
const shortestRun = 24;
/** Room for 64 classes of characters a node. */
const shift = 6;

/** The bit of a kind. If there are more kinds than bits, kinds share a bit: that costs time, but misses nothing. */
export const bitOf = (kind: number): number => 1 << (kind % bits);

interface Node {
  next: Map<number, Node>;
  /** The longest proper ending of this node's text that is the beginning of a hint. */
  fail: Node | null;
  out: number;
  blank: boolean;
  id: number;
}

/** Makes the reader of texts for the hints of each kind, in the order of the kinds. */
export function hintReader(hints: string[][]): (text: string) => number {
  const classes = classesOf(hints.flat().join(''));
  const nodes = trieOf(hints, classes);
  const { next, out } = tableOf(nodes, classes);
  const first = hintsOfWholeRun(hints);
  const about = traitsOf();

  return (text) => {
    let state = 0;
    let run = 0;
    let seen = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 127) {
        state = 0;
        run = 0;
        if (code === 0xa0 || code === 0xad || (code >= 0x2000 && code <= 0x2212) || code >= 0x3000)
          seen |= disguise.test(text[at]!) ? traits.escape : 0;
        continue;
      }
      state = next[(state << shift) + classes[code]!]!;
      const trait = about[code]!;
      if (trait === 1) {
        if (++run === shortestRun) seen |= first;
      } else {
        run = 0;
        seen |= trait;
      }
      seen |= out[state]!;
    }
    return seen;
  };
}

/** Each character that a hint has gets a class of its own, upper and lower case the same; all others are class 0. */
function classesOf(characters: string): Uint8Array {
  const classes = new Uint8Array(128);
  [...new Set(characters)].forEach((character, n) => {
    classes[character.charCodeAt(0)] = n + 1;
    classes[character.toUpperCase().charCodeAt(0)] = n + 1;
  });
  classes[9] = classes[32]!;
  return classes;
}

/** The hints as a tree; nodes nearer to the root come first. */
function trieOf(hints: string[][], classes: Uint8Array): Node[] {
  const make = (blank: boolean): Node => ({ next: new Map(), fail: null, out: 0, blank, id: 0 });
  const root = make(false);
  hints.forEach((words, kind) => {
    for (const word of words.filter((each) => each !== 'run')) {
      let node = root;
      for (const character of word) {
        const c = classes[character.charCodeAt(0)]!;
        if (!node.next.has(c)) node.next.set(c, make(character === ' '));
        node = node.next.get(c)!;
      }
      node.out |= bitOf(kind);
    }
  });
  const nodes = [root];
  for (const node of nodes)
    for (const child of node.next.values()) {
      child.id = nodes.length;
      nodes.push(child);
    }
  return nodes;
}

/**
 * From each node and class of characters to the next node: a row is that of the node's ending, which was made before it,
 * with its own children put in. A blank of a hint stands for any number of them.
 */
function tableOf(nodes: Node[], classes: Uint8Array): { next: Uint16Array; out: Int32Array } {
  const next = new Uint16Array(nodes.length << shift);
  const out = new Int32Array(nodes.length);
  for (const node of nodes) {
    const row = node.id << shift;
    if (node.fail) next.copyWithin(row, node.fail.id << shift, (node.fail.id + 1) << shift);
    out[node.id] = node.out | (node.fail ? out[node.fail.id]! : 0);
    for (const [c, child] of node.next) {
      child.fail = node.fail ? nodes[next[row + c]!]! : node;
      next[row + c] = child.id;
    }
    if (node.blank) next[row + classes[32]!] = node.id;
  }
  return { next, out };
}

/** A long run is a trait, and the hint of the kinds that ask for it. */
const hintsOfWholeRun = (hints: string[][]): number =>
  hints.reduce((sum, words, kind) => (words.includes('run') ? sum | bitOf(kind) : sum), traits.run as number);

/** For each character 1 if it is one of base64, else the trait that it shows. */
function traitsOf(): Int32Array {
  const about = new Int32Array(128);
  for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
    about[character.charCodeAt(0)] = 1;
  for (const character of '%&\\\0`^') about[character.charCodeAt(0)] = traits.escape;
  for (const character of '\r\n') about[character.charCodeAt(0)] = traits.newline;
  return about;
}
