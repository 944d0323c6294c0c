import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { buildReport } from '../../../../src/report/index.js';
import { openedOnly } from '../../sample/case.js';

const frontMatterOf = (host: string) => {
  const input = openedOnly();
  const opened = input.journal[0]!;
  if (opened.type !== 'OPENED') throw new Error('the sample begins otherwise');
  opened.data.detection.host.name = host;
  const text = renderMarkdown(buildReport(input));
  const end = text.indexOf('\n---\n', 4);
  return { lines: text.slice(4, end).split('\n'), data: parse(text.slice(4, end)) as { [key: string]: unknown } };
};

describe('the front matter', () => {
  const plain = frontMatterOf('srv');

  it('has the same lines and keys whatever a host is called', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('---', '\n', '"', "'", ': ', '*a', '&a', '!!js ', '<<: ', '#', '\u2028', '\u0085', '\\'))
        .map((list) => list.join('')),
    );
    fc.assert(
      fc.property(hostile, (host) => {
        const { lines, data } = frontMatterOf(host);
        expect(lines).toHaveLength(plain.lines.length);
        expect(Object.keys(data)).toEqual(Object.keys(plain.data));
        const same = { host: null, journalHash: null };
        expect({ ...data, ...same }).toEqual({ ...plain.data, ...same });
      }),
      { numRuns: 60 },
    );
  });

  it('stays whole where a value holds a key, and does not hold it', () => {
    const key = 'T1NTLU5PVC1BLVJFQUwtS0VZLU9OTFktRk9SLVRFU1Q=';
    const { lines, data } = frontMatterOf(`<add value="SharedAccessKey=${key}" />`);
    expect(lines.join('\n')).not.toContain(key.slice(0, 40));
    expect(data['host']).toMatch(/^<add value="SharedAccessKey=\[redacted:key:[0-9a-f]{16}\].* \/>$/);
  });
});
