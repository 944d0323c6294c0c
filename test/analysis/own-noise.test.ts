import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import type { JsonObject } from '../../src/domain/json.js';
import { smallCase } from './scenarios/small.js';

const own = [
  { pid: 4711, started: '2025-02-11T04:00:00.000Z' },
  { pid: 4000, started: '2025-02-11T03:59:00.000Z' },
];
const ended = '2025-02-11T04:05:00.000Z';

/** Rows of processes that facts see, and how many are left out; the tool's own processes collected them. */
function seen(rows: JsonObject[], collected = { own, ended }) {
  const input = smallCase({
    rows: { processes: rows },
    facts: { ids: { value: 'evidence.processes.map(p, p.processId)', about: null } },
  });
  input.evidence['processes'] = { ...input.evidence['processes']!, ...collected };
  const { facts, ownNoise } = analyse(input);
  return { ids: facts['ids'], left: ownNoise };
}

const row = (processId: number, created: string | null, parentProcessId = 1) => ({
  processId,
  parentProcessId,
  created,
  name: 'x',
});

describe("the tool's own processes", () => {
  it('are left out of facts and counted: engine, casefile, and what the engine started', () => {
    const rows = [
      row(4711, '2025-02-11T04:00:00.100Z', 4000),
      row(4000, '2025-02-11T03:59:00.000Z'),
      row(5000, '2025-02-11T04:00:01.000Z', 4711),
      row(6000, '2025-02-11T04:00:01.000Z'),
    ];
    expect(seen(rows)).toEqual({ ids: [6000], left: { processes: 3 } });
  });

  it('are not meant by a row of another time with the same id', () => {
    const rows = [
      row(4711, '2025-02-04T04:00:00.000Z'),
      row(4711, '2025-02-11T03:59:50.000Z'),
      row(4711, '2025-02-11T04:05:02.000Z'),
      row(9, '2025-02-10T04:00:00.000Z', 4711),
    ];
    expect(seen(rows)).toEqual({ ids: [4711, 4711, 4711, 9], left: {} });
  });

  it('are meant by a row without any time, which shows what ran while it was taken', () => {
    expect(seen([row(4711, null), row(4712, null)])).toEqual({ ids: [4712], left: { processes: 1 } });
  });

  it('are nobody where the host did not name them', () => {
    expect(seen([row(4711, null)], { own: [], ended })).toEqual({ ids: [4711], left: {} });
  });
});
