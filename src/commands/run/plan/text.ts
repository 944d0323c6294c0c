import { basename } from 'node:path';
import type { Plan, PlannedCollector, PlannedEngine, PlannedParameter, PlannedStep } from './types.js';

/** A plan for people, a line each. */
export function planText(plan: Plan): string[] {
  const { playbook, matchedBy, alert, engine, prelude, steps, collectors } = plan;
  const about = [alert.title, alert.event, alert.host && `host ${alert.host}`, alert.time].filter(Boolean).join(', ');
  return [
    `Alert     ${about || 'without title, event, host and time'} (${alert.format})`,
    `Playbook  ${playbook.id} ${playbook.version}: ${playbook.title}`,
    `          because: ${matchedBy}`,
    `          ${playbook.dir}`,
    `          sha256 ${playbook.sha256}`,
    ...caseLines(plan),
    ...engineLines(engine),
    ...(prelude
      ? [`Prelude   ${prelude.script}`, `          sha256 ${prelude.sha256}, runs before each collector`]
      : []),
    '',
    'Steps',
    ...steps.map((step, n) => `  ${String(n + 1).padStart(2)}  ${stepLine(step)}`),
    '',
    'Collectors, in their order; those of a step share one process',
    ...collectors.flatMap((collector, n) => collectorLines(collector, n + 1)),
    '',
    'Nothing was started, and nothing was written.',
  ];
}

function caseLines({ caseDir, joins, openCases }: Plan): string[] {
  if (joins !== null)
    return [
      `Case      the alert joins ${joins}, which resumes with its own copy of the playbook`,
      '          what follows is the plan for a case of its own',
    ];
  return [
    `Case      a new folder in ${caseDir}`,
    ...openCases.map((dir) => `          open for this host: ${dir} (--join ${basename(dir)} adds the alert to it)`),
  ];
}

function engineLines(engine: PlannedEngine): string[] {
  if (engine.kind === 'replay') return [`Evidence  recorded before, from ${engine.from}; no process would be started`];
  const path = engine.path ?? 'POWERSHELL';
  return [
    ...(engine.path === null
      ? [`Engine    none: ${engine.lookedFor}`, '          With one, the command line is:']
      : []),
    `${engine.path === null ? '         ' : 'Engine   '} ${[path, ...engine.arguments].map(quoted).join(' ')}`,
    '          once to ask who answers there, once for each step with collectors, and again after a collector that',
    `          hangs or ends it; ${engine.transport === 'file' ? 'paths of scripts' : 'scripts'} and parameters go in on standard input, as one line of JSON`,
    ...engine.runner.flatMap(({ script, sha256 }) => [`Runner    ${script}`, `          sha256 ${sha256}`]),
  ];
}

/** As Windows shows it in a process list: what holds a blank is in double quotes; nothing in it holds one itself. */
const quoted = (argument: string): string => (/[\s]/.test(argument) ? `"${argument}"` : argument);

function stepLine({ id, kind, title, key, next }: PlannedStep): string {
  const ways = next.map(({ when, to }) => (when === null ? to : `${to} when ${when}`));
  const then = next.length > 1 ? `; then ${ways.join(', else ')}` : '';
  return `${kind.padEnd(7)}  ${id}: ${title}${key ? ` [${key}]` : ''}${then}`;
}

function collectorLines(collector: PlannedCollector, n: number): string[] {
  const { id, step, answers, script, sha256, reads, deadline, required, parameters } = collector;
  return [
    `  ${String(n).padStart(2)}  ${id} (step ${step}): ${answers}`,
    `        script    ${script}`,
    `        sha256    ${sha256}`,
    `        reads     ${reads.join(', ') || 'nothing is stated'}`,
    `        deadline  ${deadline} s${required ? '; required: no benign verdict without it' : ''}`,
    ...Object.entries(parameters).map(([name, parameter]) => `        -${name}  ${parameterText(parameter)}`),
  ];
}

function parameterText(parameter: PlannedParameter): string {
  const { expression } = parameter;
  if ('value' in parameter) return `${JSON.stringify(parameter.value)}   from ${expression}`;
  if ('problem' in parameter) return `cannot be computed (${parameter.problem})   from ${expression}`;
  return `known once ${parameter.waitsFor.join(' and ')} is there   from ${expression}`;
}
