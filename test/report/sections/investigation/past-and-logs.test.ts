import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.js';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { logStates } from '../../../../src/report/sections/investigation/coverage/logs.js';
import { networkPast } from '../../../../src/report/sections/investigation/network/past.js';
import { whoAndWhen } from '../../../../src/report/sections/investigation/who-and-when/index.js';
import type { ReportInput } from '../../../../src/report/types.js';
import { collected, withFailures } from '../../sample/case.js';

/** The sample case with one more fact, of rows of the collector `tcp`. */
const withFact = (use: string, value: Json, input: ReportInput = collected()) => {
  const spec = { use, about: 'what there is', params: {}, with: { rows: 'evidence.tcp' } };
  return readCase({
    ...input,
    playbook: { ...input.playbook, facts: { ...input.playbook.facts, added: spec } },
    analysis: { ...input.analysis!, facts: { ...input.analysis!.facts, added: value } },
  });
};
type Part = typeof logStates;
const shown = (part: Part, use: string, value: Json, input?: ReportInput): string =>
  renderMarkdown({ type: 'root', children: part(withFact(use, value, input)) });

const log: JsonObject = {
  ...{
    log: 'Security',
    state: 'read',
    enabled: true,
    oldest: '2025-02-11T02:40:12.501Z',
    newest: '2025-02-11T04:00:00Z',
  },
  ...{ records: 90, missing: 3, sizeBytes: 134_217_728, maximumBytes: 134_217_728, mode: 'Circular', from: ['E8#1'] },
  ...{ clearedAt: ['2025-02-11T02:40:12.501Z'], clearedBy: ['X\\anna'] },
};

describe('logs', () => {
  it('say from where on they hold, what is missing, and who cleared them', () => {
    expect(shown(logStates, 'logCoverage', [log])).toContain(
      '| `Security` | read | 2025-02-11 02:40:12Z | 2025-02-11 04:00:00Z | `90` | `3` | 128 of 128 MiB | oldest overwritten | 2025-02-11 02:40:12Z by `X\\anna` | [E8#1] |',
    );
  });

  it('that are not there, or were not looked at, are distinguished', () => {
    const bare = { oldest: null, newest: null, records: null, missing: null, clearedAt: [], clearedBy: [], from: [] };
    const text = shown(logStates, 'logCoverage', [
      { ...bare, log: 'A', state: 'absent' },
      { ...bare, log: 'B', state: 'notRun' },
      { ...bare, log: 'C', state: 'denied' },
    ]);
    expect(text).toContain('| `A` | not on this host |');
    expect(text).toContain('| `B` | not looked at |');
    expect(text).toContain('| `C` | denied |');
  });
});

describe('the past of the network', () => {
  it('says none only of what was read', () => {
    expect(shown(networkPast, 'networkHistory', [])).toContain('No such connection, from `tcp` (collected) [E4].');
    expect(shown(networkPast, 'networkHistory', [], withFailures())).toContain('Cannot say: `tcp` (failed) [E4].');
  });

  it('tells a connection without a process from one with it', () => {
    const row = {
      ...{
        class: 'target',
        direction: 'outbound',
        remoteAddress: '::1',
        remotePort: 5986,
        scope: 'loopback',
        count: 2,
      },
      ...{ first: '2025-02-11T02:31:12Z', last: '2025-02-11T02:46:18Z', action: 'allowed', log: 'x', from: ['E4#1'] },
    };
    const text = shown(networkPast, 'networkHistory', [
      { ...row, attributed: true, processIds: [3412] },
      { ...row, attributed: false, processIds: [] },
    ]);
    expect(text).toContain(
      '| `target` | `[::1]:5986` | `loopback` | `2` | 2025-02-11 02:31:12Z | 2025-02-11 02:46:18Z | `allowed` | `3412` |',
    );
    expect(text).toContain('| `allowed` | not in the log |');
  });

  it('calls relayed logons possible', () => {
    const text = shown(networkPast, 'relayedLogons', [
      {
        ...{
          account: 'X\\anna',
          sid: null,
          eventIds: [4624],
          logonType: 3,
          address: '::1',
          scope: 'loopback',
          count: 1,
        },
        ...{ first: '2025-02-11T02:31:12Z', last: '2025-02-11T02:31:12Z', connections: ['ns/a'], from: ['E4#1'] },
        ...{ withSession: true, shell: true },
      },
    ]);
    expect(text).toContain('### Logons: ');
    expect(text).toContain('No log says which of these logons came through the service.');
    expect(text).toContain('| `ns/a` | a relayed session, a WinRM shell | [E4#1] |');
  });
});

describe('who', () => {
  const who: Part = (record) => whoAndWhen.render(record);

  it('removed a package, and that it is not installed again as far as was read', () => {
    const removal = {
      ...{ product: 'Relay', version: '1.0', at: '2025-02-11T03:10:05Z', installedAgain: null, from: ['E7#1'] },
      ...{ account: null, sid: null, confidence: 'none', reason: null },
    };
    expect(shown(who, 'packageRemovals', [removal])).toContain(
      '`Relay` `1.0` was removed at 2025-02-11 03:10:05Z [E7#1]. By whom: cannot say, because no record names the account of a person. The records that were read contain no later installation of it.',
    );
  });

  it('was present when something was configured is a candidate only', () => {
    const candidates = [
      {
        account: 'X\\bert',
        sid: 'S-1-5-21-1-2-3-1200',
        basis: 'logged on',
        at: '2025-02-11T01:00:00Z',
        logonType: 10,
        address: '192.0.2.9',
        from: ['E8#2'],
      },
    ];
    const text = shown(who, 'serviceConfigurer', {
      account: null,
      sid: null,
      confidence: 'none',
      candidates,
      from: [],
    });
    expect(text).toContain('That shows presence, not who changed it.');
    expect(text).toContain(
      '| `X\\bert` | `S-1-5-21-1-2-3-1200` | logged on | 2025-02-11 01:00:00Z | `10` | `192.0.2.9` | [E8#2] |',
    );
  });
});
