import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analysis/index.js';
import type { JsonObject } from '../../src/domain/json.js';
import { answers, authorised } from './scenarios/authorised.js';
import { caseOf, type Rows } from './scenarios/case.js';

const label = 'corp-app-relay';
const ours = `${label}.servicebus.windows.net`;

/** As a collector writes them: the namespace is cut to its first label. */
const cut = (host: string): JsonObject => {
  const namespace = host.split('.', 1)[0]!;
  return { namespace, entity: 'sql-prod', connection: `${namespace}/sql-prod` };
};
const configured = (host: string, more: JsonObject = {}): JsonObject => ({
  ...authorised['config']![0]!,
  ...cut(host),
  endpoint: `sb://${host}/sql-prod`,
  ...more,
});
const events = (host: string): JsonObject[] =>
  authorised['events']!.map((row) => (row['uri'] ? { ...row, ...cut(host), uri: `sb://${host}/sql-prod` } : row));
const analysed = (rows: Partial<Rows>, more: JsonObject = {}) =>
  analyse(caseOf({ ...authorised, ...(rows as Rows) }, { host: 'APP03', answers: { ...answers, ...more } }));
const at = (host: string, more: JsonObject = {}) =>
  analysed({ config: [configured(host)], events: events(host) }, more);
const owner = (namespace: string) => ({ owner: { ...(answers['owner'] as JsonObject), namespace } });
const benign = /^authorised/;

test('the host that the owner names is benign', () => {
  expect(at(ours).proposed.level).toBe('authorised');
  expect(at(ours, owner(ours)).proposed.level).toBe('authorised');
  expect(at(`${ours.toUpperCase()}.`).proposed.level).toBe('authorised');
});

describe('another host with the label of the owner’s', () => {
  test.each([
    [`${label}.attacker.example`, 'foreignZone'],
    [`${ours}.attacker.example`, 'foreignZone'],
    [`${label}.servicebus.chinacloudapi.cn`, 'otherCloud'],
    [label, 'foreignZone'],
  ])('%s is a finding and never benign', (host, id) => {
    const { proposed, findings, notEvaluated } = at(host);
    expect(proposed.level).not.toMatch(benign);
    expect(findings.map((each) => each.id)).toContain(id);
    expect(findings.map((each) => each.id)).not.toContain('ownerNamed');
    expect(notEvaluated).toEqual([]);
  });

  test('a host in nobody’s zone stays a finding when the owner names it in full', () => {
    const host = `${label}.attacker.example`;
    expect(at(host, owner(host)).proposed.level).toBe('suspicious');
  });

  test('is judged in any order of the rows', () => {
    const rows = [configured(ours), configured(`${label}.attacker.example`)];
    for (const config of [rows, rows.toReversed()]) {
      const { proposed, findings } = analysed({ config });
      expect(proposed.level).not.toMatch(benign);
      expect(findings.map(({ id }) => id)).toContain('foreignZone');
    }
  });

  test('no random host is benign', () => {
    const host = fc.oneof(
      fc.domain().map((zone) => `${label}.${zone}`),
      fc.domain(),
      fc.stringMatching(/^[a-z0-9-]{1,12}$/).map((sub) => `${sub}.${ours}`),
    );
    fc.assert(
      fc.property(host, (each) => {
        expect(at(each).proposed.level).not.toMatch(benign);
      }),
      { numRuns: 40 },
    );
  });
});

test('a cloud that the owner names in full is benign', () => {
  const host = `${label}.servicebus.chinacloudapi.cn`;
  expect(at(host, owner(host)).proposed.level).toBe('authorised');
});

test('a resource id that names another namespace is never benign', () => {
  const armId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/other-app/hybridConnections/x';
  const { proposed, findings } = analysed({ config: [configured(ours, { armId })] });
  expect(findings.map(({ id }) => id)).toContain('resourceMismatch');
  expect(proposed.level).toBe('inconclusive');
});

test('two rows of one name with two targets: the one that nobody vouched for decides, in any order', () => {
  const rows = ['sql01', 'files01'].map((name) =>
    configured(ours, { targetHost: `${name}.contoso.example`, targetPort: 1433 }),
  );
  expect(analysed({ config: rows.slice(0, 1) }).proposed.level).toBe('authorised');
  for (const config of [rows, rows.toReversed()]) expect(analysed({ config }).proposed.level).toBe('inconclusive');
});
