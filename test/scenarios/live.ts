import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../helpers/casefile.js';
import { engine, simulatedPwsh } from '../helpers/engine.js';
import { casefile } from '../helpers/in-process.js';
import { mask } from '../helpers/mask.js';
import { broken, outcomeOf } from './expected.js';
import { type Scenario, scenarioRun } from './scenario.js';
import { sharedOutcome } from './shared-run.js';

/** Runs the collectors of scenarios on their hosts: the recorded evidence must be what they give. */
export const testLive = (scenarios: Scenario[]): void =>
  describe.skipIf(!engine).each(scenarios.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    { timeout: 120_000 },
    (_, scenario) => {
      it('gives the same on its simulated host as on its recorded evidence', async () => {
        const env = { SIMULATED_HOST: join(scenario.dir, 'host') };
        const live = outcomeOf((await casefile(scenarioRun(scenario, newFolder(), simulatedPwsh), { env })).result);
        expect(broken(scenario.expected, live)).toEqual([]);
        const recorded = await sharedOutcome(scenario);
        // A collector that is newer than the recording makes reports differ: its claims are those of its own scenario.
        if (recorded.unrecorded.length === 0)
          expect(mask(live.report, { method: true })).toBe(mask(recorded.report, { method: true }));
      });
    },
  );
