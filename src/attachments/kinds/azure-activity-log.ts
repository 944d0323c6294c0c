import { namespaceLabels, resourceParts } from '../../domain/azure-resource.js';
import { hostIn, shortName } from '../../domain/host-name.js';
import type { JsonObject } from '../../domain/json.js';
import { fieldType, mapValues } from '../../playbook/field-type.js';
import { readAddress } from '../addresses.js';
import { publicZone, zoneOfAudience } from '../azure-clouds.js';
import type { Fields } from '../fields.js';
import { readTime } from '../times.js';
import type { AttachmentKind } from '../types.js';

const upn = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn';
const objectId = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

/**
 * Azure Activity Log: REST and `az monitor activity-log list` (names as objects or flattened), diagnostic settings to
 * storage and event hub, Log Analytics `AzureActivity`, the portal's CSV. One action leaves a record for its start and
 * one for its end: they become one row, by correlation id, operation and resource, since one correlation id spans all
 * operations of a deployment.
 */
export const azureActivityLog: AttachmentKind = {
  name: 'azureActivityLog',
  about: 'an entry of the Azure Activity Log',
  fields: mapValues(
    {
      time: 'time', //              of the first record
      ended: 'time?', //            of the last record, when there are several
      operation: 'string?', //      Microsoft.Relay/namespaces/write, in any case; null in the portal's CSV
      operationName: 'string?', //  as the portal shows it, in its language
      caller: 'string?', //         UPN, or the object id of a service principal
      callerAddress: 'string?',
      resourceId: 'string?',
      resourceNames: 'strings', //  names in the resource id behind its provider, lower case
      namespaces: 'strings', //     of relays that the resource id names; full hosts outside of Azure's public zone
      zone: 'string?', //           of the cloud that the caller's token is for; null when it does not say
      status: 'string?', //         of the last record, as spelt: Succeeded, Success, Accept
      states: 'strings', //         of all records
      outcome: 'string?', //        success, failure; null while it goes on, or where the status says neither
      callerId: 'string?',
      appId: 'string?', //          client that was used
      method: 'string?',
      subscription: 'string?',
      correlationId: 'string?',
      operationId: 'string?',
      record: 'integer', //         number of the first record in the file
      records: 'integer', //        how many records the row stands for
    },
    fieldType,
  ),
  row(record) {
    const operation = operationOf(record);
    const category = record.text('category', 'categoryValue', 'eventCategory') ?? '';
    const isActivity =
      record.has('eventDataId', 'eventTimestamp', 'operationNameValue', 'eventInitiatedBy', 'resultType', 'identity') &&
      record.has('operationName', 'operationNameValue') &&
      (operation !== null || record.has('eventInitiatedBy', 'eventTimestamp', 'operationNameValue'));
    if (!isActivity || /^hybridconnections|signinlogs$/i.test(category))
      return 'it has no operation of Azure and no caller';
    const time = readTime(record.text('eventTimestamp', 'timeGenerated', 'time'), record.has('timeGenerated'));
    if (time === null) return 'its time is missing, or has no zone';
    return { ...what(record, operation), ...who(record), ...where(record), time, records: 1 };
  },
  key: ({ correlationId, operation, operationName, resourceId, operationId }) =>
    correlationId === null || (operation === null && operationName === null)
      ? null
      : JSON.stringify([correlationId, operation ?? operationName, resourceId, operationId]).toLowerCase(),
  merge(rows) {
    const inTime = [...rows].sort((a, b) =>
      String(a['time']) < String(b['time']) ? -1 : Number(a['time'] !== b['time']),
    );
    const ends = inTime.filter((row) => row['outcome'] !== null);
    const last = ends.at(-1) ?? inTime.at(-1)!;
    return {
      ...firstKnown(inTime),
      status: last['status']!,
      outcome: last['outcome']!,
      states: [...new Set(inTime.flatMap((row) => row['states'] as string[]))],
      ended: inTime.at(-1)!['time']!,
      record: rows.reduce((first, row) => Math.min(first, Number(row['record'])), Number.POSITIVE_INFINITY),
      records: rows.length,
    };
  },
};

/** An identifier has a slash; what has none is a name for people, in some language. */
const operationOf = (record: Fields): string | null =>
  [record.text('operationNameValue'), record.text('operationName')].find((name) => name?.includes('/')) ?? null;

function what(record: Fields, operation: string | null): JsonObject {
  const status = record.text('status', 'statusValue', 'activityStatusValue', 'activityStatus', 'resultType');
  const shown = record.object('operationName').text('localizedValue') ?? record.text('operationName');
  return {
    operation,
    operationName: shown === operation ? null : shown,
    status,
    states: status === null ? [] : [status],
    outcome: /^succe/i.test(status ?? '') ? 'success' : /^fail/i.test(status ?? '') ? 'failure' : null,
    correlationId: record.text('correlationId'),
    operationId: record.text('operationId'),
  };
}

function who(record: Fields): JsonObject {
  const identity = record.object('identity');
  const claims = [record.object('claims', 'claims_d'), identity.object('claims')];
  const claim = (...names: string[]) => claims.map((one) => one.text(...names)).find((text) => text !== null) ?? null;
  const request = record.object('httpRequest');
  return {
    caller: record.text('caller', 'eventInitiatedBy') ?? claim(upn, 'upn', 'name', objectId),
    callerId: claim(objectId, 'oid'),
    callerAddress: readAddress(
      request.text('clientIpAddress') ??
        record.text('callerIpAddress', 'httpRequest.clientIpAddress') ??
        claim('ipaddr'),
    ),
    appId: claim('appid') ?? record.text('claims.appid'),
    method: request.text('method') ?? record.text('httpRequest.method'),
  };
}

function where(record: Fields): JsonObject {
  const audiences = ['claims', 'claims_d'].map((name) => record.object(name).text('aud'));
  const zone = zoneOfAudience(audiences.find((each) => each !== null) ?? record.text('claims.aud'));
  const resourceId =
    record.text('resourceId', 'resourceUri', '_ResourceId') ??
    record.object('authorization', 'authorization_d').text('scope') ??
    record.text('resource');
  return {
    resourceId,
    resourceNames: resourceParts(resourceId).map(([, name]) => name),
    namespaces: namespaceLabels(resourceId).map((name) => shortName(publicZone, hostIn(zone ?? publicZone, name))),
    zone,
    subscription:
      record.text('subscriptionId', 'subscription') ?? /^\/subscriptions\/([^/]+)/i.exec(resourceId ?? '')?.[1] ?? null,
  };
}

/** Of each field the first value that is known: the record of the start may lack what that of the end has. */
const firstKnown = (rows: JsonObject[]): JsonObject =>
  Object.fromEntries(
    Object.keys(rows[0]!).map((name) => [name, rows.map((row) => row[name]).find((item) => item !== null) ?? null]),
  );
