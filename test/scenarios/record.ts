import { join, resolve } from 'node:path';
import { casefile, newFolder } from '../helpers/casefile.js';
import { simulatedPwsh } from '../helpers/engine.js';
import { keepEvidence } from './evidence.js';
import { broken, outcomeOf } from './expected.js';
import { scenarioRun, scenarios } from './scenario.js';

// Records the evidence of scenarios and examples: runs the collectors on the simulated host, keeps what they gave as far
// as it differs from the base, and says what a run on this evidence gives.
const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 0)
  throw new Error('Name the folders to record: npm run record -- examples/* playbooks/*/tests/*');

for (const folder of folders) {
  const scenario = scenarios.find(({ dir }) => dir === folder);
  if (!scenario) throw new Error(`${folder} isn't a scenario: it has no expected.yaml.`);
  if (scenario.hasHost && !scenario.expected.error) {
    const live = await casefile(scenarioRun(scenario, newFolder(), simulatedPwsh), {
      env: { SIMULATED_HOST: join(folder, 'host') },
    });
    if (live.result.dir === null) throw new Error(live.stderr);
    keepEvidence(folder, join(live.result.dir, 'evidence'));
  }
  const { result } = await casefile(scenarioRun(scenario, newFolder()));
  console.log(
    `${scenario.title}: ${result.verdict?.level ?? result.error?.code ?? result.status}, exit ${result.exit}`,
  );
  for (const claim of broken(scenario.expected, outcomeOf(result))) console.log(`  ${claim}`);
}
