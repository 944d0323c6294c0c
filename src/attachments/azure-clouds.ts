import { hostOf } from '../domain/host-name.js';

/**
 * Zones of Azure Relay, by the hosts that a token for Azure's management is made for. Zones:
 * https://learn.microsoft.com/rest/api/servicebus/. Management hosts: `az cloud list`.
 */
const zones: readonly { zone: string; management: string[] }[] = [
  { zone: 'servicebus.windows.net', management: ['management.core.windows.net', 'management.azure.com'] },
  {
    zone: 'servicebus.chinacloudapi.cn',
    management: ['management.core.chinacloudapi.cn', 'management.chinacloudapi.cn'],
  },
  {
    zone: 'servicebus.usgovcloudapi.net',
    management: ['management.core.usgovcloudapi.net', 'management.usgovcloudapi.net'],
  },
  { zone: 'servicebus.cloudapi.de', management: ['management.core.cloudapi.de', 'management.microsoftazure.de'] },
];

/** The zone of a namespace that is named by its label alone, in an export that names no cloud. */
export const publicZone = zones[0]!.zone;

/** The zone of the cloud that a token's audience belongs to; null when it belongs to none of these. */
export function zoneOfAudience(audience: string | null): string | null {
  const host = hostOf(audience);
  return zones.find(({ management }) => host !== null && management.includes(host))?.zone ?? null;
}
