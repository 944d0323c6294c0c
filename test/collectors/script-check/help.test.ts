import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAllowed } from '../../../src/collectors/script-check/allowed.js';
import { engine } from '../../helpers/engine.js';
import { shippedScripts } from './check.js';

interface Help {
  file: string;
  synopsis: string;
  description: string;
  parameters: { [name: string]: string };
  examples: string[];
}

// Get-Help names the file where a script has no help of its own.
const command = `foreach ($file in ConvertFrom-Json $env:SCRIPTS) {
  $help = Get-Help $file -Full
  $parameters = @{}
  foreach ($one in $help.parameters.parameter) { if ($one) { $parameters[$one.name] = "$($one.description.Text)" } }
  $found = @{
    file = $file; synopsis = "$($help.Synopsis)"; description = "$($help.description.Text)"; parameters = $parameters
    examples = @($help.examples.example | Where-Object { $_ } | ForEach-Object { "$($_.code)" })
  }
  ConvertTo-Json -InputObject $found -Compress -Depth 4
}`;

const scripts = shippedScripts
  .filter(({ own }) => !own || !readAllowed(own).without.includes('help-incomplete'))
  .map(({ file }) => file);

describe.skipIf(!engine)('Get-Help', () => {
  let helps: Help[];
  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(engine!.path, ['-NoProfile', '-Command', command], {
      env: { ...process.env, SCRIPTS: JSON.stringify(scripts), NO_COLOR: '1', TERM: 'dumb' },
    });
    helps = stdout
      .split(/\r?\n/)
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Help);
  }, 120_000);

  it.each(scripts)('%s says what it does, what it takes and how it is run', (file) => {
    const help = helps.find((one) => one.file === file)!;
    const name = file.split('/').at(-1)!;
    expect(help.synopsis).toMatch(/^[A-Z].+\.$/s);
    expect(help.synopsis).not.toContain(name);
    expect(help.description.length).toBeGreaterThan(40);
    expect(help.examples[0]).toContain(`.\\${name}`);
    for (const [parameter, description] of Object.entries(help.parameters))
      expect(description, parameter).toMatch(/\w{3}/);
  });
});
