import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCase, layout } from '../../../src/case/layout.js';
import { load } from '../../../src/casework/playbooks.js';
import { root } from '../../helpers/casefile.js';
import { openNewCase } from '../../helpers/new-case.js';
import { detection } from '../../machine/walk.js';
import { fileNames, hostNames, markdown } from '../injections/strings.js';
import { shuffled } from '../order.js';

const playbook = join(root, 'test/torture/case/playbook');
const given = { by: 'Łucja Ångström', account: 'DOMÄNE\\李', source: 'terminal' } as const;
const sizes = [0, 1, 511, 65_536, 65_537, 400_000];

/**
 * A case that casefile could have left, each `n` another: hosts and attachments of every name, files of nothing, of zeros
 * and of noise, attempts without an end, torn entries, handling. Its folder.
 */
export function soundCase(n: number, seed: number): string {
  const pick = <T>(list: readonly T[], at: number): T => shuffled([...list], seed + 7919 * n + at)[0]!;
  const clock = () => new Date(Date.UTC(2025, 1, 11) + n * 3_600_000);
  const folder = openNewCase(load(playbook), {
    alert: { bytes: Buffer.from(pick(['{}', '', '{"a":"\u00e9"}', '[\r\n]'], 0)), extension: '.json' },
    opened: {
      detection: { ...detection, host: { name: pick(hostNames, 1), aliases: [] } },
      ...{ responder: given.by, account: given.account },
      ...(n % 3 === 0 ? { handling: { caseRef: pick(markdown, 2), tlp: 'AMBER', legalHold: n % 2 === 0 } } : {}),
    },
    clock,
    random: n.toString(16).padStart(8, '0'),
  });
  for (let at = 1; at <= n % 5; at += 1) {
    const originalName = pick(fileNames, 10 + at);
    const bytes = Buffer.alloc(pick(sizes, 20 + at), at % 2 === 0 ? 0 : `${originalName}\u6587`);
    const file = folder.writeAttachment(`A${at}`, originalName, bytes);
    folder.journal.append({
      type: 'ATTACHED',
      data: { ...given, attachment: 'log', id: `A${at}`, file, originalName },
    });
  }
  folder.journal.append({ type: 'NOTE', data: { ...given, text: pick(markdown, 3) } });
  if (n % 4 === 1) {
    const script = { path: 'x', sha256: '0'.repeat(64) };
    const attempt = { evidence: 'E1', collector: 'services', attempt: 1, step: 'look', parametersSha256: '', script };
    folder.journal.append({ type: 'COLLECTING', data: attempt });
    writeFileSync(inCase(folder.dir, layout.evidenceFile('services', 1)), '{"schema":"casefile/evid');
  }
  const { dir } = folder;
  folder.close();
  if (n % 7 === 2) appendFileSync(inCase(dir, layout.journal), '{"v":1,"seq":');
  return dir;
}
