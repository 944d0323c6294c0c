export { buildReport } from './build.js';
export { timelineOf } from './timeline.js';
export type { ReportInput } from './types.js';
