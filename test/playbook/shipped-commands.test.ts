import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factFunctions } from '../../src/analysis/index.js';
import { attachmentKinds } from '../../src/attachments/index.js';
import { parseTemplate } from '../../src/playbook/conditions/template.js';
import { loadPlaybook } from '../../src/playbook/load.js';
import { celPlaces } from '../../src/playbook/rules/expression-list.js';
import { root } from '../helpers/casefile.js';

/** A parameter for which a value is a pattern: a service can be called `*`, and a path can hold brackets. */
const takesPattern = /\s-(?:Name|DisplayName|ProcessName|TaskName|TaskPath|Path|Include|Exclude|Filter)[\s:]+$/i;

test.each(['azure-hybrid-connection-manager', 'suspicious-windows-service', '_template'])(
  'no command of %s takes what a host says for a pattern',
  (id) => {
    const playbook = loadPlaybook(join(root, 'playbooks', id), { factFunctions, attachmentKinds });
    const commands = celPlaces(playbook).filter(({ language }) => language === 'powershell');
    expect(commands.length).toBeGreaterThan(0);
    const patterns = commands.flatMap(({ path, text }) => {
      const { parts } = parseTemplate(text);
      return parts.flatMap((part, n) => {
        const before = parts[n - 1];
        return 'expression' in part && before && 'text' in before && takesPattern.test(before.text)
          ? [`${path.join('.')}: ${before.text}{{${part.expression}}}`]
          : [];
      });
    });
    expect(patterns).toEqual([]);
  },
);
