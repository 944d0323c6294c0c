import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealCase } from '../../src/commands/seal/run.js';
import { newFolder } from '../helpers/casefile.js';
import { foreign, whyNoForeign } from '../helpers/foreign.js';
import { concludedCase } from '../helpers/made-case.js';

const validate = (bag: string) => foreign('validate-bag.cjs', bag);
const sealed = async (): Promise<string> => {
  const output = join(newFolder(), 'bag');
  const dir = await concludedCase();
  return (await sealCase(dir, { caseDir: dir, output }, new AbortController().signal)).bag;
};

describe.skipIf(whyNoForeign)(
  `a validator of bags that we did not write${whyNoForeign ? ` (skipped: ${whyNoForeign})` : ''}`,
  () => {
    it('accepts our bag: version, payload and tags, in both algorithms', async () => {
      const { ok, output } = validate(await sealed());
      expect(ok, output).toBe(true);
      expect(output.match(/^ok (?:tag)?manifest-sha(?:256|512)\.txt no verification errors$/gm)).toHaveLength(4);
      expect(output).not.toContain('not ok');
    });

    it.each<[string, (bag: string) => void]>([
      ['a byte of the journal is another one', (bag) => change(join(bag, 'data/journal.jsonl'))],
      ['a byte of bag-info.txt is another one', (bag) => change(join(bag, 'bag-info.txt'))],
      ['a file of the payload is missing', (bag) => rmSync(join(bag, 'data/alert.json'))],
      ['the payload has a file more', (bag) => writeFileSync(join(bag, 'data/more'), 'more')],
    ])('refuses it when %s', async (_, damage) => {
      const bag = await sealed();
      damage(bag);
      expect(validate(bag).ok).toBe(false);
    });
  },
);

function change(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}
