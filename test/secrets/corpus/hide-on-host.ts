import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { example, newFolder } from '../../helpers/casefile.js';
import { powershell, prelude } from '../../playbooks/run-collector.js';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The texts as the prelude's `Hide-Secret` leaves them on the host; one run of PowerShell for all of them. */
export async function hideOnHost(texts: string[]): Promise<string[]> {
  const file = join(newFolder(), 'texts.json');
  writeFileSync(file, JSON.stringify(texts));
  const { stdout } = await powershell(
    example('hcm-adfs-tunnel', 'host'),
    '-Command',
    `. ${literal(prelude)}; foreach ($text in ConvertFrom-Json ([IO.File]::ReadAllText(${literal(file)})) -DateKind String) { ConvertTo-Json -Compress -InputObject ([string](Hide-Secret $text)) }`,
  );
  return stdout
    .trim()
    .split(/\r?\n/)
    .map((line) => JSON.parse(line) as string);
}
