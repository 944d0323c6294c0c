// Loaded into the command by `node --import`: what the process has taken when it ends, and whether an input reached the
// prototype that all objects share. No file: the process did not come to its end.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const polluted = [...Object.keys(Object.prototype), ...('polluted' in {} ? ['polluted'] : [])];
  const { maxRSS: kilobytes, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(
    process.env.CASEFILE_WATCH,
    JSON.stringify({ megabytes: Math.round(kilobytes / 1024), seconds: (userCPUTime + systemCPUTime) / 1e6, polluted }),
  );
});
