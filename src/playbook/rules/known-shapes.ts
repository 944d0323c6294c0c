import { inferShape } from '../conditions/infer.js';
import { any, listOf, mapOf, type Shape, scalar, scalars, shapeOf } from '../conditions/shape.js';
import type { AttachmentKinds, FieldType, Playbook } from '../types.js';

interface Known {
  playbook: Playbook;
  attachmentKinds: AttachmentKinds;
}

/** Fields of an alert. */
const detection = {
  format: scalar,
  title: scalar,
  rule: scalars('datadog', 'sigma', 'name'),
  host: mapOf({ name: scalar, aliases: listOf(scalar) }),
  time: scalar,
  event: mapOf({
    provider: scalar,
    id: scalar,
    channel: scalar,
    recordId: scalar,
    computer: scalar,
    data: any,
  }),
  text: scalar,
  notHeld: listOf(scalar),
};

/** What is known of every name that a condition may use, by name. `row` is not among them: it depends on the place. */
export function knownShapes({ playbook, attachmentKinds }: Known): { [name: string]: Shape } {
  const each = <T>(declared: { [name: string]: T }, shape: (value: T) => Shape): Shape =>
    mapOf(Object.fromEntries(Object.entries(declared).map(([name, value]) => [name, shape(value)])));

  const shapes: { [name: string]: Shape } = {
    detection: mapOf(detection),
    alerts: listOf(mapOf({ ...detection, from: listOf(scalar) })),
    inputs: each(playbook.inputs, ({ type }) => {
      if (type === 'intervals') return listOf(scalars('start', 'end', 'zone', 'label', 'source'));
      return type === 'list' ? listOf(scalar) : scalar;
    }),
    data: each(playbook.data, shapeOf),
    answers: each(playbook.questions, (question) => {
      if (question.type === 'choice' && question.forEach) return any;
      return question.type === 'form' ? scalars(...Object.keys(question.fields)) : scalar;
    }),
    coverage: each(playbook.collectors, () =>
      mapOf({
        outcome: scalar,
        reason: scalar,
        detail: scalar,
        items: scalar,
        evidence: scalar,
        sources: listOf(scalars('name', 'outcome', 'reason', 'from', 'to', 'oldest', 'truncated')),
        truncated: scalar,
      }),
    ),
    evidence: each(playbook.collectors, ({ rows }) => rowsOf(rows)),
    attached: each(readAttachments(playbook), ({ reads }) => {
      const kind = attachmentKinds.find(({ name }) => name === reads);
      return kind ? rowsOf(kind.fields) : any;
    }),
    attachment: each(playbook.attachments, () => scalar),
    findings: listOf(scalars('id', 'group', 'weight', 'subject')),
    verdict: scalars('level', 'proposed', 'score', 'overridden'),
  };

  const facts: { [name: string]: Shape } = {};
  for (const [name, fact] of Object.entries(playbook.facts))
    facts[name] = 'value' in fact ? inferShape(fact.value, { ...shapes, facts: mapOf({ ...facts }) }).shape : any;
  return { ...shapes, facts: mapOf(facts) };
}

/** Attachments that are read, i.e. that have rows. */
const readAttachments = ({ attachments }: Playbook) =>
  Object.fromEntries(Object.entries(attachments).filter(([, { reads }]) => reads !== null));

const rowsOf = (fields: { [field: string]: FieldType }): Shape =>
  listOf(mapOf({ ...Object.fromEntries(Object.entries(fields).map(fieldShape)), from: listOf(scalar) }));

function fieldShape([name, { type }]: [string, FieldType]): [string, Shape] {
  if (type === 'json') return [name, any];
  return [name, type === 'strings' ? listOf(scalar) : scalar];
}
