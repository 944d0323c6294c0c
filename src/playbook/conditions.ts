export { renderCommand } from './conditions/command.js';
export { evaluate } from './conditions/evaluate.js';
export { namesUsed } from './conditions/names.js';
export { renderTemplate } from './conditions/template.js';
