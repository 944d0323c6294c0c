import { commands } from './commands.js';
import { dumps } from './dumps.js';
import { headers } from './headers.js';
import { named } from './named.js';
import { tokens } from './tokens.js';
import type { Kind } from './types.js';

export { keyOwner, secretField } from './named.js';
export { isPlaceholder } from './names.js';

/** Every way in which a secret is found by how it is written. Add one by listing it here. */
export const kinds: Kind[] = [...named, ...headers, ...tokens, ...commands, ...dumps];
