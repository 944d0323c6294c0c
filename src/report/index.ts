export { buildReport } from './build.js';
export type { ReportInput } from './types.js';
