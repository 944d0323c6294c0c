import { parse } from 'yaml';
import { clean } from '../../../src/domain/clean.js';
import { renderMarkdown } from '../../../src/exports/index.js';
import { readCase } from '../../../src/report/model/case.js';
import { redacted } from '../../../src/report/nodes/redacted.js';
import { frontMatter } from '../../../src/report/sections/summary/front-matter.js';
import { redact } from '../../../src/secrets/redact.js';
import { concluded } from '../../report/sample/case.js';

type Data = { [key: string]: unknown };

const input = concluded();
// A copy: the sample's entries are shared with whoever asks for it next.
const record = readCase({ ...input, journal: structuredClone(input.journal) });

/** The front matter of a case that has this text wherever people and hosts put one, as the report has it. */
function written(text: string): string {
  record.opened.data.detection.host.name = text;
  record.opened.data.responder = text;
  const handling = { ...record.handling, caseRef: text };
  return renderMarkdown(redacted({ type: 'root', children: frontMatter.render({ ...record, handling }) }));
}

const harmless = parse(inside(written('text'))) as Data;

function inside(markdown: string): string {
  return markdown.slice(4, markdown.indexOf('\n---\n', 3));
}

/** Texts as host, responder and reference of a case; each that changed anything else, or that cannot be had again. */
export function tortureFrontMatter(texts: string[]): string[] {
  return texts.flatMap((text) => {
    const wrong: string[] = [];
    try {
      const markdown = written(text);
      const data = parse(inside(markdown)) as Data;
      const told = clean(redact(text));
      if (!markdown.startsWith('---\n') || !markdown.endsWith('\n---\n') || markdown.split('\n---\n').length !== 2)
        wrong.push('another end');
      if (/[^\P{C}\n]/u.test(markdown.replace(/[\p{Co}\p{Cn}]/gu, ''))) wrong.push('a control character');
      for (const key of new Set([...Object.keys(data), ...Object.keys(harmless)])) {
        const expected = ['host', 'responder', 'caseRef'].includes(key) ? told : harmless[key];
        if (data[key] !== expected)
          wrong.push(`${key} is ${JSON.stringify(data[key])}, not ${JSON.stringify(expected)}`);
      }
    } catch (error) {
      wrong.push((error as Error).message);
    }
    return wrong.map((what) => `${JSON.stringify(text)}: ${what}`);
  });
}
