export { type AnalysisInput, analyse } from './analyse.js';
export { factFunctions } from './facts/index.js';
export { loadAttached } from './load-attached.js';
export { evidenceRows, loadEvidence } from './load-evidence.js';
