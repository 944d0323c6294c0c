import type { Nodes, Root } from 'mdast';
import { redact } from '../../secrets/redact.js';

/**
 * The tree once more without secrets: what came from a host was searched on its way in, and a template that puts values
 * together can still make one. A tree without secrets stays as it is; front matter sees to its values by itself.
 */
export function redacted(root: Root): Root {
  visit(root);
  return root;
}

function visit(node: Nodes): void {
  if ('value' in node && node.type !== 'yaml') node.value = redact(node.value);
  if ('children' in node) for (const child of node.children) visit(child);
}
