/**
 * Names in an Azure resource id behind its provider, lower case because Azure ignores case: `…/providers/Microsoft.Relay/
 * namespaces/NS/hybridConnections/HC` gives `ns` and `hc`. A text without a provider is a name itself.
 */
export function resourceNames(resourceId: string | null): string[] {
  if (resourceId === null) return [];
  const parts = resourceId.toLowerCase().split('/');
  const provider = parts.lastIndexOf('providers');
  if (provider === -1) return parts.length === 1 ? parts : [];
  return parts.slice(provider + 2).filter((name, index) => index % 2 === 1 && name !== '');
}
