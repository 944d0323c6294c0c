import type { Nodes, Root } from 'mdast';
import { redact } from '../../secrets/redact.js';

/**
 * Replaces secrets in the tree. Evidence was already searched when it arrived, but a template that joins values can
 * still make a secret. Front matter redacts its own values.
 */
export function redacted(root: Root): Root {
  visit(root);
  return root;
}

function visit(node: Nodes): void {
  if ('value' in node && node.type !== 'yaml') node.value = redact(node.value);
  if ('children' in node) for (const child of node.children) visit(child);
}
