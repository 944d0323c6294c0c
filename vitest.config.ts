import { defineConfig } from 'vitest/config';
import { slowestFiles } from './test/helpers/slowest-files.js';

const setup = (...names: string[]) => names.map((name) => `test/helpers/setup/${name}.ts`);

/** Tests of collectors and of what starts PowerShell: they need an engine, and no build. */
const engine = [
  'test/{windows,playbooks}/**/*.test.ts',
  'test/collectors/{powershell,script-check}/**/*.test.ts',
  'test/commands/{doctor,lint}/**/*.test.ts',
  'test/secrets/collectors.test.ts',
  'test/helpers/warm-engine.test.ts',
  'test/casework/script-check.test.ts',
  'test/scenarios/examples.test.ts',
];
/** Tests of the built command: processes of its own, pipes, pseudo-terminals. */
const e2e = ['test/e2e/**/*.test.ts'];
/** Tests that take long, by vitest.nightly.config.ts. */
const nightly = ['test/{nightly,torture,reliability,windows-proof}/**/*.test.ts'];

/** The fast lane: `npm test` proves the product in minutes. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 180_000,
    // All cores: Vitest leaves one free, and on two that is half.
    maxWorkers: '100%',
    reporters: ['default', slowestFiles],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...engine, ...e2e, ...nightly],
          globalSetup: setup('shared-runs'),
        },
      },
      { extends: true, test: { name: 'engine', include: engine, globalSetup: setup('shared-runs', 'engine') } },
      { extends: true, test: { name: 'e2e', include: e2e, globalSetup: setup('build', 'engine') } },
    ],
  },
});
