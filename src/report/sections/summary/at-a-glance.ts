import type { PhrasingContent, RootContent } from 'mdast';
import type { Analysis } from '../../../domain/analysis.js';
import { isObject, type JsonObject, objectsOf } from '../../../domain/json.js';
import { shownActions } from '../../model/actions.js';
import type { Case } from '../../model/case.js';
import { fromOf, textOf } from '../../model/facts.js';
import { absentSources, incomplete, missingAttachments, outcomeCounts, unreadSources } from '../../model/gaps.js';
import { accountWithConfidence } from '../../nodes/accounts.js';
import { type Cell, heading, list, paragraph, table } from '../../nodes/blocks.js';
import { cite } from '../../nodes/refs.js';
import { listed, phrase, say, strong, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { count, outcomeAndReason, outcomeWords, waiting } from '../../nodes/wording.js';
import { noEnd } from '../investigation/who-and-when/intervals.js';
import type { Section } from '../types.js';

/** One screen for readers who read no further: the answer, three reasons, what would change it, what is missing. */
export const atAGlance: Section = {
  id: 'at-a-glance',
  title: 'At a glance',
  render: (record) => [
    table(
      ['Point', 'Statement'],
      [
        [words('Host'), host(record)],
        [words('Alert'), alert(record)],
        [words('Answer'), answer(record)],
        ...found(record),
        ...installers(record),
        ...configurers(record),
        ...upSince(record),
        [words('Basis'), basis(record)],
        [words('Not looked at'), notLookedAt(record)],
        [words('Decision needed now'), decision(record)],
      ],
    ),
    heading(3, words('Reasons')),
    reasons(record),
    heading(3, words('What would change it')),
    ...wouldChange(record),
  ],
};

const host = (record: Case): Cell => {
  const roles = record.factsBy('hostRoles').flatMap((fact) => objectsOf(fact.value));
  const named = roles.map((row) => [value(textOf(row, 'role')), ...cite(fromOf(row))]);
  const collectedOn = [...new Set(record.engines.map(({ engine }) => engine.fqdn ?? engine.computer))];
  return [
    ...alertedHost(record),
    ...(collectedOn.length === 0 ? [] : say`, collected on ${listed(collectedOn.map((name) => value(name)))}`),
    ...(named.length === 0 ? [] : say`, role ${listed(named)}`),
  ];
};

/** An alert without a host was compared with none. The reader must know that nothing proves the right host. */
const alertedHost = ({ opened }: Case): PhrasingContent[] => {
  const { name } = opened.data.detection.host;
  return name === null ? [words('the alert names no host, so no host was compared with it')] : [value(name)];
};

const alert = ({ opened }: Case): Cell => {
  const { title, rule, time, event } = opened.data.detection;
  const named = title ?? rule.name;
  const what = named === null && event ? say`event ${value(event.id)} of ${value(event.provider)}` : value(named);
  return say`${what}, event at ${utc(time)}`;
};

/** Rules whose findings come first at any weight: which product it is, or that none was found. */
const leading = ({ playbook }: Case): Set<string> =>
  new Set(playbook.findings.filter(({ lead }) => lead).map(({ id }) => id));

const found = (record: Case): Cell[][] =>
  (record.analysis?.findings ?? [])
    .filter(({ id }) => leading(record).has(id))
    .slice(0, 4)
    .map(({ says, from }) => [words('Found'), [...phrase(says), ...cite(from)]]);

const factObjects = (record: Case, use: string): JsonObject[] =>
  record
    .factsBy(use)
    .map((fact) => fact.value)
    .filter(isObject);

/** Who installed it, in one line. Who and when says how that is known. */
const installers = (record: Case): Cell[][] =>
  factObjects(record, 'serviceInstaller').map((fact) => {
    const account = accountWithConfidence(fact);
    if (account) return [words('Installed by'), say`${account}${cite(fromOf(fact))}`];
    const isUnnamed = fromOf(fact).length === 0;
    return [
      words('Installed by'),
      words(isUnnamed ? 'cannot say: no record that was read names the account' : 'cannot say'),
    ];
  });

/** Who configured it, with a basis of its own. Accounts that were only present are not named here. */
const configurers = (record: Case): Cell[][] =>
  factObjects(record, 'serviceConfigurer').map((fact) => {
    const account = accountWithConfidence(fact);
    const owner = account && say`${account}, as the owner of the configuration file${cite(fromOf(fact))}`;
    return [words('Configured by'), owner ?? words('cannot say')];
  });

/**
 * What came up and did not go down, and since when. What is no longer up has the last time that it was.
 * A log without an end does not prove that something is still up.
 */
const upSince = (record: Case): Cell[][] => {
  const all = record.factsBy('eventIntervals').flatMap((fact) => objectsOf(fact.value));
  const name = (row: JsonObject) => row['connection'] ?? row['key'] ?? null;
  const open = all.filter((row) => row['open'] === true);
  const over = new Map(
    all.filter((row) => !open.some((one) => name(one) === name(row))).map((row) => [name(row), row]),
  );
  const cells = (title: string, row: JsonObject, when: PhrasingContent[]): Cell[] => [
    words(title),
    say`${value(name(row))}, ${when}${cite(fromOf(row))}`,
  ];
  return [
    ...open
      .slice(0, 3)
      .map((row) =>
        row['up'] === true
          ? cells('Up', row, say`since ${utc(row['start'])}`)
          : cells('Came up', row, say`at ${utc(row['start'])}; ${noEnd(row)}`),
      ),
    ...[...over.values()].slice(-3).map((row) => cells('Was up', row, wasUp(row))),
  ];
};

const wasUp = (row: JsonObject): PhrasingContent[] => {
  if (row['startKnown'] === false) return say`until ${utc(row['end'])}; no start in the records that were read`;
  if (row['end'] === null) return say`from ${utc(row['start'])}; the end is not recorded`;
  return say`from ${utc(row['start'])} to ${utc(row['end'])}`;
};

const answer = ({ conclusion, analysis }: Case): Cell => {
  const proposed = analysis?.proposed.level ?? conclusion?.data.proposed;
  const verdict = strong(words(conclusion?.data.level ?? 'NOT CONCLUDED'));
  if (!proposed) return say`${verdict}. The rules propose nothing, because nothing was analysed`;
  return conclusion
    ? say`${verdict}. The rules propose ${words(proposed)}`
    : say`${verdict}. So far, the rules propose ${words(proposed)}`;
};

const basis = (record: Case): Cell => {
  const counts = outcomeCounts(record)
    .filter((each) => each.count > 0)
    .map((each) => words(`${each.count} ${outcomeWords[each.outcome]}`));
  const missing = record.analysis?.proposed.missing ?? [];
  return [
    ...say`${words(`${count(record.collectors.length, 'collector')} by ${record.opened.data.method.kind}`)}: ${listed(counts)}`,
    ...(missing.length > 0 ? say`; required and missing: ${listed(missing.map((name) => value(name)))}` : []),
  ];
};

const notLookedAt = (record: Case): Cell => {
  const gaps: PhrasingContent[][] = [
    ...incomplete(record).map((state) => say`${value(state.id)} (${words(outcomeAndReason(state))})`),
    ...unreadSources(record).map(
      ({ source, collector }) =>
        say`${value(source.name)} of ${value(collector)} (${words(source.truncated ? 'cut short' : outcomeAndReason(source))})`,
    ),
    ...missingAttachments(record).map(({ id, why }) => say`${value(id)} (${words(why)})`),
  ];
  const absent = absentSources(record).length;
  const shown = [
    ...gaps.slice(0, 8),
    ...(gaps.length > 8 ? [[words(`${gaps.length - 8} more`)]] : []),
    ...(absent > 0 ? [[words(`${count(absent, 'source')} that the host does not have`)]] : []),
  ];
  return shown.length > 0
    ? listed(shown)
    : words('nothing that the playbook names; Coverage and limits has the ranges');
};

const decision = (record: Case): Cell => {
  const { pending } = record;
  const open = [
    ...(pending ? [say`${words(waiting(pending.kind))}: ${words(pending.title)} (${value(pending.key)})`] : []),
    ...shownActions(record).flatMap(({ action, decision: made }) => {
      if (made === null) return pending ? [] : [[words(action.title)]];
      return made.data.decision === 'planned' ? [say`to do: ${words(action.title)} (planned)`] : [];
    }),
  ];
  return open.length > 0 ? listed(open) : words('none: the playbook has reached its end');
};

const reasons = (record: Case) => {
  const { analysis } = record;
  if (!analysis) return paragraph(words('None: nothing was analysed.'));
  const claims = analysis.proposed.reasons
    .flatMap((index) => analysis.findings[index] ?? [])
    .filter(({ id }) => !leading(record).has(id))
    .slice(0, 3)
    .map(({ says, from }) => [...phrase(says), ...cite(from), words('.')]);
  const rules = analysis.proposed.because.map((because) => say`By a rule of the playbook: ${phrase(because)}.`);
  return claims.length + rules.length > 0
    ? list([...claims, ...rules])
    : paragraph(words('None: no rule of the playbook applied to the evidence.'));
};

const wouldChange = ({ analysis, playbook }: Case): RootContent[] => {
  if (!analysis) return [paragraph(words('Evidence: nothing was analysed.'))];
  const items = analysis.proposed.wouldChange;
  if (items.length === 0) return [paragraph(words('The playbook names nothing that is still open.'))];
  return [
    list(items.map((item) => [...phrase(item), words('.')])),
    ...(isBeyondCredit(analysis, playbook)
      ? [paragraph(words('None of these alone clears the host, because the findings weigh too much.'))]
      : []),
  ];
};

/** From `benignBelow` on, no answer can lead to a benign level. */
const isBeyondCredit = ({ scores }: Analysis, { verdict }: Case['playbook']): boolean =>
  verdict.benign.length > 0 && scores.some(({ beforeCredits }) => beforeCredits >= verdict.benignBelow);
