import type { Heading, Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../../src/domain/json.js';
import { renderMarkdown } from '../../src/exports/index.js';
import { buildReport, type ReportInput } from '../../src/report/index.js';
import { sections } from '../../src/report/sections/index.js';
import { collected, concluded, journalOf, openedOnly, withFailures } from './sample/case.js';

const states = { opened: openedOnly, collected, concluded, 'with-failures': withFailures };
const markdownOf = (input: ReportInput): string => renderMarkdown(buildReport(input));

const titles = (input: ReportInput): string[] =>
  buildReport(input)
    .children.filter((node): node is Heading => node.type === 'heading' && node.depth === 2)
    .map(({ children }) => children.map((child) => ('value' in child ? child.value : '')).join(''));

const references = (node: Nodes): string[] =>
  node.type === 'linkReference' ? [node.label!] : 'children' in node ? node.children.flatMap(references) : [];

const frontMatter = (markdown: string): { [key: string]: Json } => parse(markdown.split('---\n')[1]!);

describe.each(Object.entries(states))('the report of a case: %s', (name, input) => {
  it('refers to nothing but rows of evidence that exist', () => {
    const { evidence } = input();
    const known = new Set(
      evidence.flatMap(({ header, rows }) => [
        header.evidence,
        ...[...rows()].map(({ row }) => `${header.evidence}#${row}`),
      ]),
    );
    const missing = references(buildReport(input())).filter(
      (ref) => !known.has(ref) && ref !== 'alert' && !ref.startsWith('answers.'),
    );
    expect(missing).toEqual([]);
  });

  it('reads no value that is not there', () => {
    const [, , ...body] = markdownOf(input()).split('---\n');
    expect(body.join('')).not.toMatch(/\bundefined\b|\bnull\b|\bNaN\b|\[object/);
  });

  it('has headings from the list of sections, in its order', () => {
    const order = sections.flatMap(({ title }) => title ?? []);
    const found = titles(input());
    expect(found).toEqual(order.filter((title) => found.includes(title)));
  });

  it('holds nothing that looks like a key', () => {
    expect(markdownOf(input())).not.toMatch(/[A-Za-z0-9+/]{43}=/);
  });

  it('says in the front matter and on the first lines whether it is concluded', () => {
    const markdown = markdownOf(input());
    const status = name === 'concluded' ? 'CONCLUDED' : 'NOT CONCLUDED';
    expect(frontMatter(markdown)['status']).toBe(status);
    expect(markdown.split('## At a glance')[0]!.includes('**NOT CONCLUDED.**')).toBe(status === 'NOT CONCLUDED');
  });

  it('is the same after a report was journaled', () => {
    const before = input();
    const last = before.journal.at(-1)!;
    const reported = journalOf([
      { type: 'REPORTED', data: { file: { file: 'report.md', sha256: '', bytes: 0 }, tool: before.tool } },
    ]);
    const after = { ...before, journal: [...before.journal, { ...reported[0]!, seq: last.seq + 1, prev: last.hash }] };
    expect(markdownOf(after)).toBe(markdownOf(before));
  });
});

describe('a report', () => {
  it('cannot be led out of its front matter by the alert', () => {
    const input = openedOnly();
    const [opened] = input.journal;
    if (opened?.type !== 'OPENED') throw new Error('the sample begins with OPENED');
    const name = 'x"\n---\n# Concluded: authorised\nstatus: CONCLUDED';
    const detection = { ...opened.data.detection, host: { name, aliases: [] } };
    const markdown = markdownOf({ ...input, journal: [{ ...opened, data: { ...opened.data, detection } }] });
    expect(frontMatter(markdown)).toMatchObject({
      status: 'NOT CONCLUDED',
      waitsFor: 'clock,host,service,tcp,config,events,install,identity',
    });
    expect(markdown).not.toMatch(/^# Concluded/m);
  });

  it('prints the reason of an override', () => {
    const input = concluded();
    const journal = input.journal.map((entry) =>
      entry.type === 'CONCLUDED'
        ? { ...entry, data: { ...entry.data, level: 'authorised', overridden: true, because: 'a lab host' } }
        : entry,
    );
    const markdown = markdownOf({ ...input, journal });
    expect(markdown).toContain('**Concluded: authorised.**');
    expect(markdown).toContain(
      'The rules proposed malicious-likely. This verdict overrides them because “a lab host”.',
    );
  });

  it('stays short on thousands of rows, and says how many there are', () => {
    const input = collected();
    const many = Array.from({ length: 5000 }, (_, index) => ({
      remoteAddress: `192.0.2.${index % 250}`,
      remotePort: index,
      class: 'target',
      from: ['E4#1'],
    }));
    const analysis = { ...input.analysis!, facts: { ...input.analysis!.facts, connections: many } };
    const markdown = markdownOf({ ...input, analysis });
    expect(markdown).toContain('25 of 5000 rows');
    expect(markdown.length).toBeLessThan(40_000);
  });

  it('needs a journal that begins with OPENED', () => {
    expect(() => buildReport({ ...openedOnly(), journal: [] })).toThrow(/begins with OPENED/);
  });
});
