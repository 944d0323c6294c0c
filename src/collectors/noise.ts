import { clean } from '../domain/clean.js';
import { hostText } from './messages.js';

const mostLines = 20;
const longestText = 200;

/** A line as it is kept: without secrets, hidden characters made visible, cut. */
export const noiseText = (line: string): string => clean(hostText(line.slice(0, 4_000))).slice(0, longestText);

/** Lines that came outside the protocol: all are counted, the first few are kept. */
export class Noise {
  lines = 0;
  readonly sample: string[] = [];

  add(line: string): void {
    this.lines++;
    if (this.sample.length < mostLines) this.sample.push(noiseText(line));
  }
}
