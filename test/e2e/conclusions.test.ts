import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { example } from '../helpers/casefile.js';

/**
 * What an expert concludes from each story, and what the evidence does not carry. test/e2e/examples.test.ts sees to it
 * that a run gives just these reports.
 */
const conclusions: { [story: string]: { says: string[]; never: RegExp[] } } = {
  'hcm-adfs-tunnel': {
    says: [
      // Who installed it: the client of the package, not the SYSTEM that 4697 and 7045 name.
      '`CONTOSO\\svc-backup` (`S-1-5-21-1004336348-1177238915-682003330-1187`), confidence **high**',
      'MsiInstaller 1040 names client process 6700; 4688 shows its creation with logon id 0x4f2a91c; 4624 shows that logon: type 10, from 203.0.113.45',
      '“4697 and 7045 name S-1-5-18”',
      // Who configured it is another answer.
      'belongs to `CONTOSO\\svc-backup`, confidence **medium**',
      'Candidates only: these accounts had logged on interactively before a change of the configuration.',
      // When.
      '| `service installed (7045 / 4697)` | 2025-02-11 02:16:52',
      '| `first start in the log (40300)` | 2025-02-11 02:16:54',
      '| `configuration file created` | 2025-02-11 02:18:29',
      '| `configuration changed while running (40308)` | 2025-02-11 02:18:31',
      '| Up | `contoso-relay-example/adfs-mgmt`, since 2025-02-11 02:18:37Z',
      // Where to.
      '| key name | `defaultListener` |',
      '| key fingerprint | `869d96f35171b4c7` |',
      '`[::1]:5986` | `loopback`',
      '| `contoso-relay-example/adfs-mgmt` | 2025-02-11 03:02:10.102Z | 2025-02-11 03:02:10.187Z | `[::1]:5986` |',
      // What it weighs.
      '| `identityServer` | role | +35 | yes |',
      '| `administrationPort` | target | +45 | yes |',
      '| `serviceAccountInstalled` | installer | +30 | yes |',
      '| `installedFromOutside` | installer | +25 | no |',
      '| `packageInWritablePlace` | source | +15 | yes |',
      '| `scriptedInstall` | source | +10 | no |',
      '| `configurationReplaced` | config | +20 | yes |',
      '| `sessionActive` | use | +15 |',
      '| `defaultListenerKey` | key | -5 | yes |',
      '**Concluded: malicious-likely.**',
    ],
    never: [/exfiltrat/i, /attacker/i, /was stolen|were stolen/i, /RkFLRS1LRVkt/],
  },
  'hcm-authorised': {
    says: [
      '**Concluded: authorised.**',
      '| Installed by | cannot say',
      'the cache of a management agent',
      'is inside the approved change window',
    ],
    never: [/nobody else|no one else|never changed|was never/i, /RkFLRS1LRVkt/],
  },
};

describe.each(Object.entries(conclusions))('the report of %s', (story, { says, never }) => {
  const report = readFileSync(example(story, 'report.md'), 'utf8');

  it.each(says)('says %s', (text) => {
    expect(report).toContain(text);
  });

  it.each(never)('never says %s', (claim) => {
    expect(report).not.toMatch(claim);
  });
});
