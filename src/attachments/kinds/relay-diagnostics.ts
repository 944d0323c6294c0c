import { namespaceLabels, resourceParts } from '../../domain/azure-resource.js';
import { parseHostAndPath, shortName } from '../../domain/host-name.js';
import { fieldType, mapValues } from '../../playbook/field-type.js';
import { publicZone } from '../azure-clouds.js';
import { readTime } from '../times.js';
import type { AttachmentKind } from '../types.js';

/**
 * Diagnostic log of Azure Relay, category HybridConnectionsEvent: the resource log itself (storage, event hub) and
 * Log Analytics `AZMSHybridConnectionsEvents`. It exists only where the category was switched on beforehand.
 */
export const relayDiagnostics: AttachmentKind = {
  name: 'relayDiagnostics',
  about: 'an event of a relay',
  fields: mapValues(
    {
      time: 'time',
      operation: 'string', //     name alone: SenderListenerConnectionEstablished
      connection: 'string?', //   namespace/entity, lower case
      message: 'string?',
      namespace: 'string?', //    lower case; the full host outside of Azure's public zone
      entity: 'string?', //       lower case
      endpoint: 'string?', //     sb://NS.servicebus.windows.net/HC/<guid>
      activityId: 'string?',
      resourceId: 'string?',
      record: 'integer',
    },
    fieldType,
  ),
  row(record) {
    const properties = record.object('properties');
    const text = (...names: string[]) => record.text(...names) ?? properties.text(...names);
    const operation = /(?<![^/])([^/]+)$/.exec(text('operationName') ?? '')?.[1] ?? null;
    const isRelay =
      /^hybridconnections/i.test(text('category') ?? '') ||
      /^azmshybridconnections/i.test(text('type') ?? '') ||
      /^microsoft\.relay\/hybridconnections\//i.test(text('operationName') ?? '') ||
      /^sb:\/\//i.test(text('endpoint') ?? '');
    if (!isRelay || operation === null) return 'it has no operation and endpoint of a relay';
    const time = readTime(text('eventTimeString', 'timeGenerated', 'time', 'eventTimestamp'), true);
    if (time === null) return 'its time is missing';
    const endpoint = text('endpoint');
    const resourceId = text('resourceId', '_ResourceId');
    const address = parseHostAndPath(endpoint);
    const child = resourceParts(resourceId).find(([type]) => type === 'hybridconnections')?.[1];
    // An endpoint names the host completely. A resource id has only the label, which means the public zone.
    const namespace = address ? shortName(publicZone, address.host) : (namespaceLabels(resourceId)[0] ?? null);
    const entity = address?.path?.toLowerCase().split('/', 1)[0] ?? child ?? null;
    return {
      time,
      operation,
      endpoint,
      namespace,
      entity,
      connection: namespace !== null && entity !== null ? `${namespace}/${entity}` : null,
      activityId: text('activityId'),
      message: text('message'),
      resourceId,
    };
  },
};
