import { isObject, type Json, type JsonObject } from '../../domain/json.js';
import { assemble } from '../assemble.js';
import { windowsEvent } from '../event/windows-event.js';
import { field } from '../fields.js';
import type { DetectionReader } from '../types.js';

const tells = ['ProviderName', 'LogName', 'RecordId', 'TimeCreated', 'MachineName'];

/** One event as `Get-WinEvent … | ConvertTo-Json` prints it, in Windows PowerShell 5.1 and in PowerShell 7. */
export const getWinEvent: DetectionReader = {
  name: 'get-winevent',
  about: 'one Windows event, from Get-WinEvent | ConvertTo-Json',
  example:
    '{"ProviderName":"Microsoft-ServiceBus-Client","Id":40302,"RecordId":17,"MachineName":"HOST01","TimeCreated":"2025-02-11T02:18:37.512Z","Properties":[{"Value":"sb://…"}]}',
  recognises: (value) =>
    isObject(value) && Object.hasOwn(value, 'Id') && tells.filter((name) => Object.hasOwn(value, name)).length >= 2,
  read(value) {
    const data = properties(field(value, 'Properties'));
    const found = windowsEvent(
      {
        provider: field(value, 'ProviderName'),
        id: field(value, 'Id'),
        channel: field(value, 'LogName'),
        recordId: field(value, 'RecordId'),
        computer: field(value, 'MachineName'),
        time: field(value, 'TimeCreated'),
        data,
      },
      getWinEvent,
    );
    const neverHeld = data && Object.keys(data).length > 0 ? ['names of the event data'] : [];
    return assemble(value, { format: getWinEvent.name, title: null, ruleName: null, hosts: [], found, neverHeld });
  },
};

/** Values in the provider's order, without names. Too small a `-Depth` prints the type's name in place of the values. */
function properties(value: Json | undefined): JsonObject | null {
  const items = Array.isArray(value) ? value : isObject(value) ? [value] : null;
  if (items === null || !items.every((item) => isObject(item) && Object.hasOwn(item, 'Value'))) return null;
  return Object.fromEntries(items.map((item, index) => [`param${index + 1}`, field(item, 'Value') ?? null]));
}
