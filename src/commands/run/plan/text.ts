import { basename } from 'node:path';
import type { Plan, PlannedCollector, PlannedEngine, PlannedParameter, PlannedStep } from './types.js';

/** A plan for people, as lines. */
export function planText(plan: Plan): string[] {
  const { playbook, matchedBy, alert, engine, prelude, steps, collectors } = plan;
  const about = [alert.title, alert.event, alert.host && `host ${alert.host}`, alert.time].filter(Boolean).join(', ');
  return [
    `Alert     ${about || 'without title, event, host and time'} (${alert.format})`,
    `Playbook  ${playbook.id} ${playbook.version}: ${playbook.title}`,
    `          because: ${matchedBy}`,
    `          ${playbook.dir}`,
    `          sha256 ${playbook.sha256}`,
    ...(playbook.shipped
      ? []
      : [
          '          casefile does not ship it: its scripts are checked before the first one runs, and not by this plan',
        ]),
    ...caseLines(plan),
    ...engineLines(engine),
    ...(prelude
      ? [`Prelude   ${prelude.script}`, `          sha256 ${prelude.sha256}, runs before each collector`]
      : []),
    '',
    'Steps',
    ...steps.map((step, n) => `  ${String(n + 1).padStart(2)}  ${stepLine(step)}`),
    '',
    'Collectors, in order; the collectors of one step share one process',
    ...collectors.flatMap((collector, n) => collectorLines(collector, n + 1)),
    '',
    'Nothing was started, and nothing was written.',
  ];
}

function caseLines({ caseDir, joins, openCases }: Plan): string[] {
  if (joins !== null)
    return [
      `Case      the alert joins ${joins}, which resumes with its own copy of the playbook`,
      '          the rest is the plan for a separate case',
    ];
  return [
    `Case      a new folder in ${caseDir}`,
    ...openCases.map((dir) => `          open for this host: ${dir} (--join ${basename(dir)} adds the alert to it)`),
  ];
}

function engineLines(engine: PlannedEngine): string[] {
  if (engine.kind === 'replay') return [`Evidence  recorded earlier, from ${engine.from}; no process is started`];
  const path = engine.path ?? 'POWERSHELL';
  return [
    ...(engine.path === null
      ? [`Engine    none: ${engine.lookedFor}`, '          With a PowerShell, the command line is:']
      : []),
    `${engine.path === null ? '         ' : 'Engine   '} ${[path, ...engine.arguments].map(quoted).join(' ')}`,
    '          starts once to see which host it is on, once for each step with collectors, and again after a',
    '          collector that hangs or ends it',
    `          reads ${engine.transport === 'file' ? 'paths of scripts' : 'scripts'} and parameters from standard input, as one line of JSON`,
    ...engine.runner.flatMap(({ script, sha256 }) => [`Runner    ${script}`, `          sha256 ${sha256}`]),
  ];
}

/** As in a process list of Windows: an argument with a blank is in double quotes. No argument has a quote in it. */
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
    `        reads     ${reads.join(', ') || 'not stated'}`,
    `        deadline  ${deadline} s${required ? '; required: no benign verdict without it' : ''}`,
    ...Object.entries(parameters).map(([name, parameter]) => `        -${name}  ${parameterText(parameter)}`),
  ];
}

function parameterText(parameter: PlannedParameter): string {
  const { expression } = parameter;
  if ('value' in parameter) return `${JSON.stringify(parameter.value)}   from ${expression}`;
  if ('problem' in parameter) return `cannot be computed (${parameter.problem})   from ${expression}`;
  return `known after ${parameter.waitsFor.join(' and ')}   from ${expression}`;
}
