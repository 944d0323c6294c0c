export { type AnalysisInput, analyse } from './analyse.js';
export { factFunctions } from './facts/index.js';
