import type { PhrasingContent, RootContent } from 'mdast';
import type { Analysis } from '../../../domain/analysis.js';
import type { JsonObject } from '../../../domain/json.js';
import { shownActions } from '../../model/actions.js';
import type { Case } from '../../model/case.js';
import { fromOf, isObject, objects, textOf } from '../../model/facts.js';
import { absentSources, incomplete, missingAttachments, outcomeCounts, unreadSources } from '../../model/gaps.js';
import { type Cell, heading, list, paragraph, table } from '../../nodes/blocks.js';
import { evidence } from '../../nodes/refs.js';
import { listed, phrase, say, strong, value, words } from '../../nodes/text.js';
import { utc } from '../../nodes/time.js';
import { count, outcomeAndReason, outcomeWords, waiting } from '../../nodes/wording.js';
import { noEnd } from '../investigation/who-and-when/intervals.js';
import type { Section } from '../types.js';

/** One screen for those who read no further: the answer, three reasons, what would change it, what is missing. */
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
  const roles = record.factsBy('hostRoles').flatMap((fact) => objects(fact.value));
  const named = roles.map((row) => [value(textOf(row, 'role')), ...evidence(fromOf(row))]);
  const collectedOn = [...new Set(record.engines.map(({ engine }) => engine.fqdn ?? engine.computer))];
  return [
    ...alertedHost(record),
    ...(collectedOn.length === 0 ? [] : say`, collected on ${listed(collectedOn.map((name) => value(name)))}`),
    ...(named.length === 0 ? [] : say`, role ${listed(named)}`),
  ];
};

/** An alert that names no host was compared with none: the reader must know that nothing vouches for the right one. */
const alertedHost = ({ opened }: Case): PhrasingContent[] => {
  const { name } = opened.data.detection.host;
  return name === null ? [words('the alert names no host, so none was compared')] : [value(name)];
};

const alert = ({ opened }: Case): Cell => {
  const { title, rule, time, event } = opened.data.detection;
  const named = title ?? rule.name;
  const what = named === null && event ? say`event ${value(event.id)} of ${value(event.provider)}` : value(named);
  return say`${what}, event at ${utc(time)}`;
};

/** Rules whose findings the playbook puts first whatever their weight: which product it is, that none was found. */
const leading = ({ playbook }: Case): Set<string> =>
  new Set(playbook.findings.filter(({ lead }) => lead).map(({ id }) => id));

const found = (record: Case): Cell[][] =>
  (record.analysis?.findings ?? [])
    .filter(({ id }) => leading(record).has(id))
    .slice(0, 4)
    .map(({ says, from }) => [words('Found'), [...phrase(says), ...evidence(from)]]);

/** Who installed it, in one line; how that is known stands under Who and when. */
const installers = (record: Case): Cell[][] =>
  record
    .factsBy('serviceInstaller')
    .filter((fact): fact is typeof fact & { value: JsonObject } => isObject(fact.value))
    .map(({ value: fact }) => {
      const name = textOf(fact, 'account') ?? textOf(fact, 'sid');
      return [
        words('Installed by'),
        name === null
          ? words(fromOf(fact).length > 0 ? 'cannot say' : 'cannot say: nothing in what was read names who did')
          : say`${value(name)}, confidence ${words(textOf(fact, 'confidence') ?? 'not known')}${evidence(fromOf(fact))}`,
      ];
    });

/** Who configured it is another answer, with its own basis; whoever was merely present is not named here. */
const configurers = (record: Case): Cell[][] =>
  record
    .factsBy('serviceConfigurer')
    .filter((fact): fact is typeof fact & { value: JsonObject } => isObject(fact.value))
    .map(({ value: fact }) => {
      const name = textOf(fact, 'account') ?? textOf(fact, 'sid');
      return [
        words('Configured by'),
        name === null
          ? words('cannot say')
          : say`${value(name)} by the owner of the configuration file, confidence ${words(textOf(fact, 'confidence') ?? 'not known')}${evidence(fromOf(fact))}`,
      ];
    });

/**
 * What came up and did not go down, and since when (a log without an end is not by itself something that is up); of
 * what is not up any more, the last time that it was.
 */
const upSince = (record: Case): Cell[][] => {
  const all = record.factsBy('eventIntervals').flatMap((fact) => objects(fact.value));
  const name = (row: JsonObject) => row['connection'] ?? row['key'] ?? null;
  const open = all.filter((row) => row['open'] === true);
  const over = new Map(
    all.filter((row) => !open.some((one) => name(one) === name(row))).map((row) => [name(row), row]),
  );
  return [
    ...open
      .slice(0, 3)
      .map((row): Cell[] => [
        words(row['up'] === true ? 'Up' : 'Came up'),
        say`${value(name(row))}, ${words(row['up'] === true ? 'since' : 'at')} ${utc(row['start'])}${row['up'] === true ? [] : say`; ${noEnd(row)}`}${evidence(fromOf(row))}`,
      ]),
    ...[...over.values()]
      .slice(-3)
      .map((row): Cell[] => [words('Was up'), say`${value(name(row))}, ${wasUp(row)}${evidence(fromOf(row))}`]),
  ];
};

const wasUp = (row: JsonObject): PhrasingContent[] => {
  if (row['startKnown'] === false) return say`until ${utc(row['end'])}; no start in what was read`;
  if (row['end'] === null) return say`from ${utc(row['start'])}; when it ended is not recorded`;
  return say`from ${utc(row['start'])} to ${utc(row['end'])}`;
};

const answer = ({ conclusion, analysis }: Case): Cell => {
  const proposed = analysis?.proposed.level ?? conclusion?.data.proposed;
  const rules = proposed ? `the rules propose ${proposed}` : 'the rules propose nothing, since nothing was analysed';
  return conclusion
    ? say`${strong(words(conclusion.data.level))}; ${words(rules)}`
    : say`${strong(words('NOT CONCLUDED'))}; ${words(rules)}${words(proposed ? ' on what there is so far' : '')}`;
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
    : words('nothing that the playbook names; see Coverage and limits for the ranges');
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
    .map(({ says, from }) => [...phrase(says), ...evidence(from), words('.')]);
  const rules = analysis.proposed.because.map((because) => say`By a rule of the playbook: ${phrase(because)}.`);
  return claims.length + rules.length > 0
    ? list([...claims, ...rules])
    : paragraph(words('None: no rule of the playbook applied to the evidence.'));
};

const wouldChange = ({ analysis, playbook }: Case): RootContent[] => {
  const items = analysis?.proposed.wouldChange ?? [];
  if (items.length === 0)
    return [
      paragraph(words(analysis ? 'Nothing that the playbook names is open.' : 'Evidence: nothing was analysed.')),
    ];
  return [
    list(items.map((item) => [...phrase(item), words('.')])),
    ...(isBeyondCredit(analysis!, playbook)
      ? [paragraph(words('None of these alone clears the host: the findings weigh too much for that.'))]
      : []),
  ];
};

/** From `benignBelow` on no answer proposes a benign level. */
const isBeyondCredit = ({ scores }: Analysis, { verdict }: Case['playbook']): boolean =>
  verdict.benign.length > 0 && scores.some(({ beforeCredits }) => beforeCredits >= verdict.benignBelow);
