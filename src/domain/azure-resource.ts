/**
 * Names in an Azure resource id behind its provider, by the type before each, lower case because Azure ignores case:
 * `…/providers/Microsoft.Relay/namespaces/NS/hybridConnections/HC` gives `[namespaces, ns]` and `[hybridconnections, hc]`.
 * A text without a slash is a name without a type.
 */
export function resourceParts(resourceId: string | null): [type: string | null, name: string][] {
  if (resourceId === null) return [];
  const parts = resourceId.toLowerCase().split('/');
  const provider = parts.lastIndexOf('providers');
  if (provider === -1) return parts.length === 1 && parts[0] !== '' ? [[null, parts[0]!]] : [];
  const behind = parts.slice(provider + 2);
  return behind.flatMap((name, index) => (index % 2 === 1 && name !== '' ? [[behind[index - 1]!, name]] : []));
}

/** Types of resource that name a namespace of a relay, lower case. An app's binding names one, too. */
const namespaceTypes = ['namespaces', 'hybridconnectionnamespaces'];

/** Labels of the namespaces that a resource id names, or the name without a type. An id says nothing about the zone. */
export const namespaceLabels = (resourceId: string | null): string[] =>
  resourceParts(resourceId).flatMap(([type, name]) => (type === null || namespaceTypes.includes(type) ? [name] : []));
