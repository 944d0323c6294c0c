import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/analysis.js';
import type { Json } from '../../src/domain/json.js';
import { type CaseFolder, readCaseFolder } from '../helpers/case-folder.js';
import { scenarios } from '../scenarios/scenario.js';
import { sharedOutcome } from '../scenarios/shared-run.js';

/**
 * The report against the folder that it describes: every number of its first page, every reference and every value in a
 * finding is looked up or counted again here, by code that shares nothing with analysis and report but the readers of
 * attached exports.
 */
const stories = scenarios.filter(({ expected }) => !expected.error);

describe.each(stories.map((scenario) => [scenario.title, scenario] as const))('%s', (_, scenario) => {
  let found: CaseFolder;
  beforeAll(async () => {
    found = readCaseFolder((await sharedOutcome(scenario)).result.dir!);
  });

  it('refers to nothing that is not there', () => {
    const named = [...found.report.matchAll(reference)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((each) => found.behind(each) === undefined)).toEqual([]);
  });

  it('counts collectors, gaps and sources of the first page as the evidence files have them', () => {
    const { playbook, evidence } = found;
    const ids = Object.keys(playbook.collectors);
    const lastOf = (id: string) => evidence.findLast(({ collector }) => collector === id);
    const outcomes = ids.map(
      (id) => found.ofType('COLLECTED').findLast(({ data }) => data.collector === id)?.data.outcome ?? 'notRun',
    );
    const words = { collected: 'collected', empty: 'nothing found', failed: 'failed', notRun: 'not run' };
    const counts = Object.entries(words).flatMap(([outcome, word]) => {
      const n = outcomes.filter((each) => each === outcome).length;
      return n > 0 ? [`${n} ${word}`] : [];
    });
    expect(point(found, 'Basis')).toMatch(new RegExp(`^${ids.length} collectors by replay: ${counts.join(', ')}(;|$)`));
    for (const id of ids) expect(lastOf(id)?.outcome ?? 'notRun').toBe(outcomes[ids.indexOf(id)]);

    const absent = ids.flatMap((id) => lastOf(id)?.sources ?? []).filter(({ reason }) => reason === 'absent').length;
    const gaps = point(found, 'Not looked at');
    expect(Number(/(\d+) sources? that the host does not have/.exec(gaps)?.[1] ?? 0)).toBe(absent);
    const missing = ids.filter((id, n) => ['failed', 'notRun'].includes(outcomes[n]!) && playbook.collectors[id]);
    expect(missing.filter((id) => !gaps.includes(`\`${id}\``))).toEqual([]);
  });

  it('gives ranges and rows of coverage as the footers have them', () => {
    const section = part(found.report, 'Coverage and limits');
    for (const { id, collector, rows, sources } of found.evidence) {
      if (found.evidence.findLast((other) => other.collector === collector)!.id !== id) continue;
      expect(section).toMatch(
        new RegExp(`^\\| \`${collector}\`: [^|]*\\| [^|]*\\| ${rows.length} \\|.*\\[${id}\\] \\|$`, 'm'),
      );
      for (const source of sources.filter(({ from }) => from !== null)) {
        // A source that was read around several moments has a line for each.
        const own = section
          .split('\n')
          .filter((each) => each.includes(`\`${source.name}\``) && each.includes(`[${id}]`));
        expect(own.join('\n')).toContain(`| ${second(source.from!)} | ${second(source.to!)} |`);
      }
    }
  });

  it('adds up the score again, and finds the level of the verdict from it', () => {
    const { analysis, playbook } = found;
    const rule = (id: string) => playbook.findings.find((each) => each.id === id)!;
    const subjects = [...new Set(analysis.findings.flatMap(({ subject }) => subject ?? []))];
    const scores = (subjects.length > 0 ? subjects : [null]).map((subject) => {
      const own = analysis.findings.filter((each) => each.subject === null || each.subject === subject);
      const groups = [...new Set(own.map(({ id }) => rule(id).group))];
      const heaviest = (findings: Finding[]) => {
        const weights = findings.map(({ id }) => rule(id).weight);
        return Math.max(...weights) > 0 ? Math.max(...weights) : Math.min(...weights);
      };
      const score = groups.reduce((sum, group) => sum + heaviest(own.filter(({ id }) => rule(id).group === group)), 0);
      return { subject, score };
    });
    const concluded = found.ofType('CONCLUDED').at(-1)!.data;
    const worst = Math.max(...scores.map(({ score }) => score));
    expect(concluded.score).toBe(worst);
    const scored = part(found.report, 'Appendix: scores');
    for (const { subject, score } of scores)
      expect(scored).toContain(`| ${subject === null ? 'the host' : `\`${subject}\``} | ${score} |`);
    const { thresholds, levels, benign = [] } = playbook.verdict;
    const level = thresholds.find(({ atLeast }) => worst >= atLeast)?.level;
    const at = (name: string) => levels.indexOf(name);
    if (level) expect(at(concluded.proposed)).toBeLessThanOrEqual(at(level));
    if (benign.includes(concluded.proposed)) expect(worst).toBeLessThan(playbook.verdict.benignBelow);
    expect(point(found, 'Answer')).toBe(`**${concluded.level}**. The rules propose ${concluded.proposed}`);
    expect(found.report).toContain(`**Concluded: ${concluded.level}.**`);
  });

  it('gives the heaviest reasons first, and only what the findings hold', () => {
    const { analysis, report } = found;
    const printed = items(part(report, 'Reasons', 3)).filter((line) => !line.startsWith('By a rule of the playbook'));
    const said = analysis.findings.map(sentence);
    const ranks = printed.map((line) => said.indexOf(line.replace(/(?: \[[^\]]+\])+(?: and \d+ more)?\.$/, '')));
    expect(ranks.filter((rank) => rank < 0)).toEqual([]);
    const concluded = found.ofType('CONCLUDED').at(-1)!.data;
    const benign = (found.playbook.verdict.benign ?? []).includes(concluded.proposed);
    const weights = ranks.map((rank) => (benign ? -1 : 1) * analysis.findings[rank]!.weight);
    const raising = weights.filter((weight) => weight > 0);
    expect(raising).toEqual([...raising].sort((a, b) => b - a));
  });

  it('says in findings no value that the rows behind them do not hold', () => {
    const unfounded = found.analysis.findings.flatMap((finding) => {
      const behind = finding.from.map((each) => values(found.behind(each)));
      const inputs = values(found.ofType('OPENED')[0]!.data.inputs);
      return finding.says.flatMap((segment) => {
        if (!('value' in segment)) return [];
        const said = segment.value.split(', ').map(fold);
        const rows = [...behind, inputs];
        const held = said.every(
          (value) => rows.some((row) => row.includes(value) || isTarget(value, row)) || derived(value, finding, found),
        );
        return held ? [] : [`${finding.id}: ${segment.value} is not in ${finding.from.join(' ')}`];
      });
    });
    expect(unfounded).toEqual([]);
  });

  it('tells moments of the first page as their rows have them', () => {
    for (const name of ['Up', 'Came up']) {
      for (const cell of points(found, name)) {
        const at = /(?:since|at) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)/.exec(cell)![1];
        const start = found.behind(/\[(E\d+#\d+)\]/.exec(cell)![1]!) as { time: string; uri: string };
        expect(at).toBe(second(start.time));
        const later = found.evidence.flatMap(({ rows }) => rows).filter((row) => String(row['time']) > start.time);
        const ends = later.filter((row) => row['id'] === 40301 || (row['id'] === 40303 && row['uri'] === start.uri));
        expect(ends).toEqual([]);
      }
    }
    const { detection } = found.ofType('OPENED')[0]!.data;
    if (detection.time) expect(point(found, 'Alert')).toContain(`event at ${second(detection.time)}`);
    else expect(point(found, 'Alert')).toContain('event at not known');
  });

  it('asks for the decisions that the journal holds as planned, and for no other', () => {
    const last = new Map(found.ofType('DECIDED_ACTION').map(({ data }) => [data.action, data.decision]));
    const planned = [...last].filter(([, decision]) => decision === 'planned').map(([id]) => id);
    const titles = planned.map((id) => `to do: ${found.playbook.actions![id]!.title} (planned)`);
    const cell = point(found, 'Decision needed now');
    expect(titles.filter((title) => !cell.includes(title))).toEqual([]);
    expect([...cell.matchAll(/to do: /g)]).toHaveLength(planned.length);
  });

  it('is sealed by the last entry that it describes', () => {
    const head = found.journal.findLast(({ type }) => type !== 'REPORTED')!;
    expect(found.report).toContain(`journalEntry: ${head.seq}\njournalHash: "${head.hash}"`);
    expect(found.report).toContain(`case: "${found.ofType('OPENED')[0]!.data.case}"`);
  });
});

/** A reference in the text, not one in code: `[E3#12]`, `[A1]`, `[alert]`, `[answers.cloud]`. */
const reference = /(?<![\\`])\[((?:[EA]\d+(?:#\d+)?)|alert\d*|answers\.\w+)\](?!\()/g;

/** One section of the report, by its heading. */
function part(report: string, title: string, depth = 2): string {
  const [, rest = ''] = report.split(`\n${'#'.repeat(depth)} ${title}\n`);
  return rest.split(
    /\n#{2,3} (?=At|Trig|Cov|Host|Find|Who|Net|Fact|Deci|Act|Hand|Chain|How|App|Reas|What would|Time)/,
  )[0]!;
}

const points = ({ report }: CaseFolder, name: string): string[] =>
  [...part(report, 'At a glance').matchAll(new RegExp(`^\\| ${name} \\| (.*) \\|$`, 'gm'))].map((match) => match[1]!);

const point = (found: CaseFolder, name: string): string => points(found, name)[0]!;

const items = (text: string): string[] => [...text.matchAll(/^- (.*)$/gm)].map((match) => match[1]!);

/** `2025-02-11T02:18:37.441Z` as the report prints it where seconds do. */
const second = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)}Z`;

/** A finding's sentence as Markdown. */
const sentence = ({ says }: Finding): string =>
  says.map((segment) => ('text' in segment ? segment.text : `\`${segment.value}\``)).join('');

/** Without case, and with one spelling for a time's zeros. */
const fold = (text: string): string =>
  text.toLowerCase().replace(/\.(\d*?)0+z/g, (_, digits) => (digits ? `.${digits}z` : 'z'));

/** Every value of a row, one a line: JSON's escapes would hide some. */
const values = (json: Json | undefined): string =>
  json !== null && typeof json === 'object' ? Object.values(json).map(values).join('\n') : fold(String(json ?? ''));

/** A target as `host:port`, of the two fields of one row. */
const isTarget = (value: string, row: string): boolean => {
  const [, host, port] = /^(.+):(\d+)$/.exec(value) ?? [];
  return host !== undefined && row.includes(host) && row.includes(port!);
};

/** Values that are no field of a row: words for classes of address, labels of the playbook, counts. */
function derived(value: string, finding: Finding, found: CaseFolder): boolean {
  if (['loopback', 'internal', 'external', 'own', 'self'].includes(value)) return true;
  if (/^\d+$/.test(value)) return Number(value) === countOf(finding, found);
  if (isCoverage(value, found)) return true;
  // The author's own words: data of the playbook, and texts that stand in the rule itself.
  const rule = found.playbook.findings.find(({ id }) => id === finding.id)!;
  if (values(found.playbook.data).includes(value) || fold(rule.says).includes(`'${value}'`)) return true;
  const facts = found.analysis.facts;
  const rows = ['anchors', 'changeWindows', 'namespaceDoubts', 'roles', 'traces'].flatMap((name) =>
    Array.isArray(facts[name]) ? facts[name] : [],
  );
  return values(rows).includes(value);
}

/** The range over which a source was read, or that it could not be, or is not on the host, as the footers of the evidence say. */
function isCoverage(value: string, { evidence }: CaseFolder): boolean {
  const [, name, from, to] = /^(.+?)(?: from (\S+) to (\S+)| does not exist| could not be read)$/.exec(value) ?? [];
  if (!name) return false;
  const sources = evidence
    .filter(({ collector }) => name !== "version 2's text log" || collector === 'textLog')
    .flatMap((each) => each.sources)
    .filter((source) => name === "version 2's text log" || fold(source.name) === name);
  return from
    ? sources.some((source) => fold(source.from ?? '') === from && fold(source.to ?? '') === to)
    : sources.some(({ reason, outcome }) =>
        value.endsWith('could not be read') ? outcome === 'failed' : reason === 'absent',
      );
}

/** A number that a finding counts: its references, or the earlier records of one account. */
function countOf({ id, from }: Finding, found: CaseFolder): number {
  if (id !== 'unusualSignIn') return from.length;
  const row = found.behind(from[0]!) as { user: string; time: string };
  const day = 86_400_000;
  return found.attached.filter(
    ({ user, time }) => fold(String(user)) === fold(row.user) && Date.parse(String(time)) <= Date.parse(row.time) - day,
  ).length;
}
