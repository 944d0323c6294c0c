export { renderCommand } from './command.js';
export { evaluate } from './evaluate.js';
export { namesUsed } from './names.js';
export { renderTemplate } from './template.js';
