import type { PhrasingContent } from 'mdast';
import type { JsonObject } from '../../domain/json.js';
import { shownActions } from '../model/actions.js';
import type { Case } from '../model/case.js';
import { fromOf, isObject, objects, textOf } from '../model/facts.js';
import { absentSources, incomplete, missingAttachments, outcomeCounts, unreadSources } from '../model/gaps.js';
import { type Cell, heading, list, paragraph, table } from '../nodes/blocks.js';
import { evidence } from '../nodes/refs.js';
import { listed, phrase, say, strong, value, words } from '../nodes/text.js';
import { utc } from '../nodes/time.js';
import { count, outcomeAndReason, outcomeWords, waiting } from '../nodes/wording.js';
import type { Section } from './types.js';
import { noEnd } from './who-and-when/intervals.js';

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
    wouldChange(record),
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
          ? words('cannot say')
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

/** What came up and did not go down, and since when. A log without an end is not by itself something that is up. */
const upSince = (record: Case): Cell[][] =>
  record
    .factsBy('eventIntervals')
    .flatMap((fact) => objects(fact.value))
    .filter((row) => row['open'] === true)
    .slice(0, 3)
    .map((row) => [
      words(row['up'] === true ? 'Up' : 'Came up'),
      say`${value(row['connection'] ?? row['key'])}, ${words(row['up'] === true ? 'since' : 'at')} ${utc(row['start'])}${row['up'] === true ? [] : say`; ${noEnd(row)}`}${evidence(fromOf(row))}`,
    ]);

const answer = ({ conclusion, analysis }: Case): Cell => {
  const proposed = conclusion?.data.proposed ?? analysis?.proposed.level;
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

const reasons = ({ analysis }: Case) => {
  if (!analysis) return paragraph(words('None: nothing was analysed.'));
  const claims = analysis.proposed.reasons.slice(0, 3).flatMap((index) => {
    const finding = analysis.findings[index];
    return finding ? [[...phrase(finding.says), ...evidence(finding.from), words('.')]] : [];
  });
  const rules = analysis.proposed.because.map((because) => say`By a rule of the playbook: ${phrase(because)}.`);
  return claims.length + rules.length > 0
    ? list([...claims, ...rules])
    : paragraph(words('None: no rule of the playbook applied to the evidence.'));
};

const wouldChange = ({ analysis }: Case) => {
  const items = analysis?.proposed.wouldChange ?? [];
  return items.length > 0
    ? list(items.map((item) => [...phrase(item), words('.')]))
    : paragraph(words(analysis ? 'Nothing that the playbook names is open.' : 'Evidence: nothing was analysed.'));
};
