import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealCase } from '../../src/commands/seal/run.js';
import { newFolder, root } from '../helpers/casefile.js';
import { foreign, whyNoForeign } from '../helpers/foreign.js';

const validate = (bag: string) => foreign('validate-bag.cjs', bag);
const golden = ['concluded-and-reviewed', 'killed-and-resumed', 'revised-joined-and-unlocked'];
const sealed = async (name: string): Promise<string> => {
  const output = join(newFolder(), 'bag');
  const options = { caseDir: root, output };
  return (await sealCase(join(root, 'test/case/golden', name), options, new AbortController().signal)).bag;
};

describe.skipIf(whyNoForeign)(
  `a validator of bags that we did not write${whyNoForeign ? ` (skipped: ${whyNoForeign})` : ''}`,
  () => {
    it.each(golden)('accepts the bag of %s: version, payload and tags, in both algorithms', async (name) => {
      const { ok, output } = validate(await sealed(name));
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
      const bag = await sealed(golden[0]!);
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
