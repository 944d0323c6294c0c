import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../../src/exports/index.js';
import { readCase } from '../../../../src/report/model/case.js';
import { timeline } from '../../../../src/report/sections/investigation/timeline/index.js';
import { moments } from '../../../../src/report/sections/investigation/timeline/moments.js';
import { collected } from '../../sample/case.js';
import { evidence } from '../../sample/evidence.js';

const crowded = () => {
  const input = collected();
  const rows = Array.from({ length: 60 }, (_, index) => ({
    id: 40302,
    recordId: String(index),
    time: new Date(Date.UTC(2025, 0, 20, index % 24, index)).toISOString(),
  }));
  const tunnels = [
    { connection: 'x', start: rows[0]!.time, open: true, from: rows.map((_, index) => `E6#${index + 1}`) },
  ];
  return readCase({
    ...input,
    evidence: input.evidence.map((item) =>
      item.header.collector === 'events' ? evidence('E6', 'events', rows) : item,
    ),
    analysis: { ...input.analysis!, facts: { ...input.analysis!.facts, tunnels } },
  });
};

describe('the timeline', () => {
  it('is in order of time', () => {
    const times = moments(crowded()).map(({ at }) => at);
    expect(times).toEqual([...times].sort());
  });

  it('tells a row once where an anchor tells it', () => {
    const all = moments(readCase(collected())).filter(
      ({ refs, at }) => refs.includes('E7#1') && at === '2025-02-11T02:16:52.342Z',
    );
    expect(all).toHaveLength(1);
  });

  it('keeps the alert, anchors and findings when not all fit', () => {
    const shown = renderMarkdown({ type: 'root', children: timeline.render(crowded()) });
    expect(shown).toMatch(/^25 of \d+ moments/m);
    for (const text of ['event of the alert', 'service installed', '[E4#2]']) expect(shown).toContain(text);
  });
});
