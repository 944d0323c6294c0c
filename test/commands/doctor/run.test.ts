import { describe, expect, it } from 'vitest';
import { checks } from '../../../src/commands/doctor/checks/index.js';
import { diagnose } from '../../../src/commands/doctor/run.js';
import { diagnosisText } from '../../../src/commands/doctor/text.js';
import { silent } from './world.js';

describe('the diagnosis', () => {
  it('without an engine is exit 8, and names what was not looked at', () => {
    const { exit, level, checks: found, notRun } = diagnose(silent());
    expect({ exit, level }).toEqual({ exit: 8, level: 'fail' });
    const all = [...found, ...notRun].map(({ id }) => id);
    expect(new Set(all)).toEqual(new Set(checks.map(({ id }) => id)));
    expect(notRun.map(({ id }) => id)).toContain('canary');
  });

  it('gives for each problem what it means and how to fix it', () => {
    const diagnosis = diagnose(silent());
    const text = diagnosisText(diagnosis).join('\n');
    for (const { level, means, fix } of diagnosis.checks) {
      expect(text).toContain(means);
      expect(fix === null).toBe(level === 'ok');
      if (fix !== null) expect(text).toContain(fix);
    }
    expect(text).toContain('Not checked, because PowerShell does not answer');
  });
});
