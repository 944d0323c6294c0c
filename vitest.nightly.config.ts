import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { slowestFiles } from './test/helpers/slowest-files.js';

const setup = (...names: string[]) => names.map((name) => `test/helpers/setup/${name}.ts`);

/** Property tests, which try more inputs here than in the fast lane. */
const properties = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter(
    (file) =>
      file.endsWith('.test.ts') && !file.includes('node_modules') && readFileSync(file, 'utf8').includes('fc.property'),
  );

/** What `npm test` leaves out: every live scenario, torture, reliability, every combination, many more random inputs. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // All cores: Vitest leaves one free, and on two that is half.
    maxWorkers: '100%',
    reporters: ['default', slowestFiles],
    projects: [
      {
        extends: true,
        test: {
          name: 'nightly',
          include: ['test/{nightly,torture,reliability,windows-proof}/**/*.test.ts'],
          globalSetup: setup('shared-runs', 'build', 'engine'),
        },
      },
      { extends: true, test: { name: 'properties', include: properties, setupFiles: setup('many-runs') } },
    ],
  },
});
