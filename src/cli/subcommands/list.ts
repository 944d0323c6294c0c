import { answer, print } from '../../terminal/print.js';
import { withCases } from '../options.js';
import type { Subcommand } from './types.js';

export const list: Subcommand = (program) =>
  withCases(program.command('list'))
    .description('list cases, or playbooks')
    .option('--playbooks', 'list playbooks')
    .action(async (options: { caseDir: string; playbooks?: boolean }) => {
      const { casesTable, playbooksTable } = await import('../../commands/list.js');
      const lines = options.playbooks ? playbooksTable() : casesTable(options.caseDir);
      if (lines.length > 0) answer(...lines);
      else print(`No cases in ${options.caseDir}. \`casefile run ALERT\` starts one.`);
      process.exitCode = 0;
    });
