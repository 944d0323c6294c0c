import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Prints the files that took longest, after a run of many. */
export const slowestFiles: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    if (modules.length <= shown) return;
    const files = modules.map((module) => {
      const { setupDuration, collectDuration, duration } = module.diagnostic();
      return { name: relative('.', module.moduleId), seconds: (setupDuration + collectDuration + duration) / 1000 };
    });
    files.sort((one, other) => other.seconds - one.seconds);
    const lines = files.slice(0, shown).map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
    console.log(`\n Slowest ${shown} files\n${lines.join('\n')}`);
  },
};

const shown = 20;
