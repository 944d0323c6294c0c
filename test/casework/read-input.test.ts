import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/casework/playbooks.js';
import { answersFrom } from '../../src/casework/read-input.js';
import { newFolder, root } from '../helpers/casefile.js';

const inputs = join(root, 'test/torture/case');
const playbook = load(join(inputs, 'playbook'));
const text = readFileSync(join(inputs, 'answers.yaml'), 'utf8').replace('R. Okafor', 'R. Øka 管');

function fileWith(bytes: Uint8Array): string {
  const file = join(newFolder(), 'answers.yaml');
  writeFileSync(file, bytes);
  return file;
}

describe('an answers file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16LE with a mark, as PowerShell 5.1 writes it', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is read in %s', async (_, bytes) => {
    const answers = await answersFrom(fileWith(bytes), playbook);
    expect([answers!.by, Object.keys(answers!.answers)]).toEqual(['R. Øka 管', ['expected']]);
  });

  it('in another encoding is refused with the place of its first byte', async () => {
    const file = fileWith(Buffer.from('schema: casefile/answers@1\nby: R. Økafor\n', 'latin1'));
    await expect(answersFrom(file, playbook)).rejects.toMatchObject({
      ...{ exit: 2, code: 'answers-encoding' },
      parts: { what: expect.stringContaining('answers file'), where: `${file}:2:8` },
    });
  });
});
