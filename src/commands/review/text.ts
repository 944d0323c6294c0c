import { reportLines } from '../../casework/write-report.js';
import type { Review } from './run.js';

export const reviewText = ({ by, level, ...written }: Review): string[] => [
  `Reviewed by ${by}: ${level}`,
  ...reportLines(written),
];
