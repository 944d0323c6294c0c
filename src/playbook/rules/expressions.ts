import { quotedPlaceholder } from '../conditions/command.js';
import { type Complaint, inferShape } from '../conditions/infer.js';
import { any, mapOf, type Shape } from '../conditions/shape.js';
import { parseTemplate } from '../conditions/template.js';
import type { Problem } from '../problems.js';
import { type CelPlace, celPlaces } from './expression-list.js';
import { knownShapes } from './known-shapes.js';
import { problem, type Rule, type RuleContext } from './rule.js';

/** Expressions parse, and use only names, fields, functions and patterns that exist. */
export const expressionsAreSound: Rule = (context) => {
  const shapes = knownShapes(context);
  return celPlaces(context.playbook).flatMap((place) => {
    const names = namesAt(place, shapes);
    return expressionsOf(place).flatMap(({ source, offset }) =>
      inferShape(source, names).complaints.map((complaint) => complain(context, place, complaint, offset)),
    );
  });
};

/** A text's `{{` has its `}}`. */
export const templatesAreClosed: Rule = ({ playbook, source }) =>
  celPlaces(playbook).flatMap(({ template, text, path }): Problem[] => {
    const unclosed = template ? parseTemplate(text).unclosed : null;
    if (unclosed === null) return [];
    return [
      {
        code: 'template-unclosed',
        position: source.within(path, unclosed),
        found: '{{ without }}',
        expected: '{{ CEL }}',
        example: '{{row.port}}',
      },
    ];
  });

/** A value in a command brings its own quotes, so it stands outside the command's. */
export const commandsQuoteValues: Rule = ({ playbook, source }) =>
  celPlaces(playbook).flatMap(({ language, text, path }): Problem[] => {
    const quoted = language ? quotedPlaceholder(text, language) : null;
    if (quoted === null) return [];
    return [
      {
        code: 'template-in-quotes',
        position: source.within(path, quoted),
        found: 'a value inside quotes or a here-text',
        expected: `{{ }} outside quotes: a value is put in as a ${language} literal with its own`,
        example: 'Get-Item -LiteralPath {{facts.path}}',
      },
    ];
  });

/** A finding's row carries its evidence; plain data does not. */
export const rowsCarryEvidence: Rule = (context) => {
  const shapes = knownShapes(context);
  return context.playbook.findings.flatMap(({ forEach, from }, n) => {
    if (!forEach || from) return [];
    const row = rowShape(forEach, shapes);
    if (row.kind === 'any' || row.kind === 'none' || (row.kind === 'map' && Object.hasOwn(row.fields, 'from')))
      return [];
    return [
      problem(
        context,
        'finding-without-evidence',
        ['findings', n, 'forEach'],
        'rows that carry no evidence references',
        'rows of evidence or facts, or from: CEL that gives the references',
      ),
    ];
  });
};

/** The expressions of a place, each with its offset in the text. */
export const expressionsOf = ({ template, text }: CelPlace): { source: string; offset: number }[] =>
  template
    ? parseTemplate(text).parts.flatMap((part) =>
        'expression' in part ? [{ source: part.expression, offset: part.offset }] : [],
      )
    : [{ source: text, offset: 0 }];

function namesAt({ names, rows, facts }: CelPlace, shapes: { [name: string]: Shape }): { [name: string]: Shape } {
  const allFacts = shapes['facts']!;
  const all: { [name: string]: Shape } = {
    ...shapes,
    facts:
      facts && allFacts.kind === 'map'
        ? mapOf(Object.fromEntries(facts.map((name) => [name, allFacts.fields[name]!])))
        : allFacts,
    row: rows ? rowShape(rows, shapes) : any,
  };
  return Object.fromEntries(names.map((name) => [name, all[name]!]));
}

function rowShape(forEach: string, shapes: { [name: string]: Shape }): Shape {
  const { shape } = inferShape(forEach, shapes);
  return shape.kind === 'list' ? shape.of : any;
}

function complain({ playbook, source }: RuleContext, place: CelPlace, complaint: Complaint, offset: number): Problem {
  const [register, name] = complaint.path;
  const isLater = register === 'facts' && complaint.path.length === 2 && Object.hasOwn(playbook.facts, name!);
  return {
    code: isLater ? 'fact-order' : complaint.code,
    position: source.within(place.path, offset + complaint.offset),
    found: isLater ? `facts.${name}, which is not declared above` : complaint.found,
    expected: isLater ? 'a fact declared above' : complaint.expected,
  };
}
