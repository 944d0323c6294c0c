export { renderCommand } from './command.js';
export { evaluate } from './evaluate.js';
export { namesUsed } from './names.js';
export { useParsed } from './parsed.js';
export { renderTemplate } from './template.js';
