import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/domain/json.js';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { whoAndWhen } from '../../../../src/report/sections/investigation/who-and-when/index.js';
import { collected } from '../../sample/case.js';
import { evidence } from '../../sample/evidence.js';

const shown = (
  facts: { [name: string]: Json } = {},
  configOwner: { owner: string; ownerSid: string } | null = null,
): string => {
  const input = collected();
  const config =
    configOwner &&
    evidence('E5', 'config', [
      {},
      { kind: 'file', file: 'Relay.config', created: '2025-02-11T02:18:29Z', ...configOwner },
    ]);
  const record = readCase({
    ...input,
    evidence: input.evidence.map((item) => (config && item.header.collector === 'config' ? config : item)),
    analysis: { ...input.analysis!, facts: { ...input.analysis!.facts, ...facts } },
  });
  return renderMarkdown({ type: 'root', children: whoAndWhen.render(record) });
};

describe('who and when', () => {
  it('tells installer and owner of the configuration apart, each with its evidence', () => {
    const [installed, configured] = shown().split('### Who configured it');
    expect(installed).toContain(
      '`CONTOSO\\svc-backup` (`S-1-5-21-1004336348-1177238915-682003330-1187`), confidence **high** [E7#2] [E8#1] [E8#2].',
    );
    expect(configured).toContain('belongs to `CONTOSO\\svc-backup`, confidence **medium** [E5#2].');
  });

  it('has low confidence in an owner that is a group or the system', () => {
    expect(shown({}, { owner: 'BUILTIN\\Administrators', ownerSid: 'S-1-5-32-544' })).toContain(
      'belongs to `BUILTIN\\Administrators`, confidence **low** [E5#2].',
    );
  });

  it('cannot say who configured when no configuration file is in the evidence', () => {
    expect(shown({ anchors: [] })).toContain('**Cannot say.** No owner of a configuration file is in the evidence.');
  });

  it('names candidates as candidates where no account is known', () => {
    const text = shown({
      installer: {
        account: null,
        sid: null,
        confidence: 'none',
        reason: 'no chain',
        candidates: [{ account: 'CONTOSO\\a', from: ['E8#2'] }],
        from: [],
      },
    });
    expect(text).toContain('**Cannot say.** Basis: “no chain”.');
    expect(text).toContain('Candidates only');
  });

  it('says about an interval without a start that it is not known', () => {
    const text = shown({
      tunnels: [{ key: 'k', startKnown: false, start: null, end: '2025-02-11T03:00:00Z', open: false, from: ['E6#1'] }],
    });
    expect(text).toContain(
      '| `k` | not known: no start in the records that were read | 2025-02-11 03:00:00Z | [E6#1] |',
    );
  });

  it('marks a day as a local day', () => {
    const text = shown({
      anchors: [{ label: 'registered', at: '2023-06-14', precision: 'day', about: 'install', from: ['E7#1'] }],
    });
    expect(text).toContain('| `registered` | 2023-06-14 (local day) | `install` | [E7#1] |');
  });
});
