import { cpus, loadavg } from 'node:os';
import { engine, simulatedPwsh } from '../test/helpers/engine.js';
import { realCollectors, simulatedHost, syntheticCollectors } from './collection/jobs.js';
import { waysOf } from './collection/ways.js';
import { type Cost, compare } from './compare.js';
import { judged } from './targets.js';

const rounds = 5;
const most = 100_000;

/**
 * psl/1 against PowerShell driven by hand, on the same engine and scripts: ten collectors of the first playbook on the
 * simulated Windows, and synthetic rows by the number. Prints a table, returns the targets.
 * @param child the bundled `collection/batch.ts`.
 */
export async function collection(child: URL): Promise<string[]> {
  if (!engine) throw new Error('No PowerShell: install pwsh, or a .NET 10 SDK and run `dotnet tool restore`.');
  const load = `load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors`;
  console.log(`Medians of ${rounds} rounds: wall clock, processor time. Before: ${load}.\n`);
  console.log(line('', 'psl/1', 'one raw process', 'a process each', 'ratio', 'peak of Node'));

  const host = { ...process.env, SIMULATED_HOST: simulatedHost };
  const { ours, raw, each, peaks } = waysOf(simulatedPwsh, realCollectors(), host, child);
  const ten = await compare({ ours, raw, each }, rounds);
  print('10 collectors', ten, peaks);

  let costs = { ours: ten.ours, raw: ten.raw };
  let peak = 0;
  for (const total of [1_000, 20_000, most]) {
    const ways = waysOf(engine.path, syntheticCollectors(total), process.env, child);
    costs = await compare({ ours: ways.ours, raw: ways.raw }, rounds);
    peak = Math.max(...ways.peaks);
    print(`${total.toLocaleString('en')} rows`, costs, ways.peaks);
  }
  const rows = `${most.toLocaleString('en')} rows`;
  return [
    judged('10 collectors, psl/1 to one raw process', ten.ours.ms / ten.raw.ms, 'x', { atMost: 1.1 }),
    judged('10 collectors, a process each to psl/1', ten.each.ms / ten.ours.ms, 'x', { atLeast: 4 }),
    judged(`${rows}, psl/1 to one raw process`, costs.ours.ms / costs.raw.ms, 'x', { atMost: 1 }),
    judged(`${rows}, peak memory of Node`, peak, 'MB', { atMost: 150 }),
  ];
}

function print(what: string, { ours, raw, each }: { ours: Cost; raw: Cost; each?: Cost }, peaks: number[]): void {
  const cell = (cost: Cost | undefined) => (cost ? `${(cost.ms / 1000).toFixed(2)} s, ${cost.cpu.toFixed(2)} s` : '');
  const ratio = `${(ours.ms / raw.ms).toFixed(2)} x, ${(ours.cpu / raw.cpu).toFixed(2)} x`;
  console.log(line(what, cell(ours), cell(raw), cell(each), ratio, `${Math.max(...peaks).toFixed(0)} MB`));
}

const line = (what: string, ...cells: string[]): string =>
  `${what.padEnd(14)}${cells.map((cell) => cell.padStart(19)).join('')}`;
