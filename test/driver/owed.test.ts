import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/domain/evidence.js';
import { endOfOwed, owedTo } from '../../src/driver/owed.js';
import type { Playbook } from '../../src/playbook/types.js';

const playbook = {
  facts: {
    paths: { value: 'evidence.service.map(s, s.path)', about: null },
    tunnels: {
      use: 'eventIntervals',
      with: { paths: 'facts.paths', events: 'evidence.events' },
      params: {},
      about: null,
    },
  },
} as unknown as Playbook;

const coverage = (outcomes: { [collector: string]: string }) =>
  Object.fromEntries(
    Object.entries(outcomes).map(([collector, text]) => {
      const [outcome, reason = null] = text.split(' ');
      return [collector, { outcome, reason } as Coverage];
    }),
  );

const owed = (
  parameters: { [name: string]: string },
  values: object,
  outcomes: { [collector: string]: string },
  leavesOut: string[] = [],
) => owedTo({ parameters, leavesOut }, values as never, playbook, coverage(outcomes));

describe('what a failed collector owes to a later one', () => {
  const path = { Path: 'evidence.service.map(s, s.path)' };

  it('leaves nothing to look for when every parameter is empty', () => {
    expect(owed(path, { Path: [] }, { service: 'failed denied' })).toEqual({ by: ['service'], nothingLeft: true });
  });

  it('leaves a part to look for when the failed collector gave some rows', () => {
    expect(owed(path, { Path: ['C:\\a.exe'] }, { service: 'failed denied' })).toEqual({
      by: ['service'],
      nothingLeft: false,
    });
  });

  it.each(['collected', 'empty', 'notRun skipped'])('is nothing when that collector ended as %s', (outcome) => {
    expect(owed(path, { Path: [] }, { service: outcome })).toBeNull();
  });

  it('passes on what that collector was owed itself', () => {
    expect(owed(path, { Path: [] }, { service: 'notRun inputFailed' })?.by).toEqual(['service']);
  });

  it('is found through facts', () => {
    const windows = { Window: 'facts.tunnels' };
    expect(owed(windows, { Window: [] }, { service: 'failed threw', events: 'empty' })?.by).toEqual(['service']);
  });

  it('is nothing for a parameter that only leaves something out', () => {
    expect(owed(path, { Path: [] }, { service: 'failed denied' }, ['Path'])).toBeNull();
  });

  it('makes a clean end one that proves no absence', () => {
    const end = (outcome: 'collected' | 'empty' | 'failed') =>
      endOfOwed({ outcome, reason: null, detail: null } as never, { by: ['service'], nothingLeft: false });
    expect(end('empty')).toMatchObject({ outcome: 'failed', reason: 'inputFailed' });
    expect(end('collected')).toMatchObject({ outcome: 'failed', reason: 'inputFailed' });
    expect(end('failed')).toMatchObject({ outcome: 'failed', reason: null });
  });
});
