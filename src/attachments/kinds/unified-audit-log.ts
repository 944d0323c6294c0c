import type { Json } from '../../domain/json.js';
import { fieldType, mapValues } from '../../playbook/field-type.js';
import { readAddress } from '../addresses.js';
import { Fields } from '../fields.js';
import { readTime } from '../times.js';
import type { AttachmentKind } from '../types.js';

/**
 * Unified audit log of Microsoft 365: rows of `Search-UnifiedAuditLog` (JSON or CSV) and the portal's CSV, both with
 * `AuditData` as JSON inside a text, and records of the Management Activity API, which are that JSON themselves. Times
 * are taken from `AuditData`, which is UTC; the outer `CreationDate` is in the exporter's own format.
 */
export const unifiedAuditLog: AttachmentKind = {
  name: 'unifiedAuditLog',
  about: 'a record of the unified audit log',
  fields: mapValues(
    {
      time: 'time',
      operation: 'string', //     UserLoggedIn, MailItemsAccessed, …
      user: 'string?',
      address: 'string?',
      outcome: 'string?', //      success, failure
      result: 'string?', //       as spelt
      workload: 'string?',
      recordType: 'string?', //   name or number, as it came
      object: 'string?', //       what it was done to
      appId: 'string?', //        client that was used
      userAgent: 'string?',
      userKey: 'string?',
      recordId: 'string?',
      record: 'integer',
    },
    fieldType,
  ),
  row(outer) {
    const audit = outer.object('auditData');
    const record = audit.has('operation', 'creationTime') ? audit : outer;
    const operation = record.text('operation') ?? outer.text('operations');
    const isAudit =
      operation !== null && (outer.has('auditData') || (record.has('workload') && record.has('creationTime')));
    if (!isAudit) return 'it has no AuditData, and no operation of a workload';
    const time = readTime(record.text('creationTime') ?? outer.text('creationDate'), true);
    if (time === null) return 'its AuditData does not say when';
    const result = record.text('resultStatus');
    return {
      time,
      operation,
      user: record.text('userId') ?? outer.text('userIds', 'userId'),
      userKey: record.text('userKey'),
      address: readAddress(record.text('clientIP', 'clientIPAddress', 'actorIpAddress')),
      workload: record.text('workload'),
      recordType: outer.text('recordType') ?? record.text('recordType'),
      result,
      outcome: outcomeOf(operation, result),
      object: record.text('objectId'),
      appId: record.text('applicationId', 'appId', 'clientAppId'),
      userAgent:
        record.text('userAgent', 'clientInfoString') ?? extended(record.get('extendedProperties'), 'UserAgent'),
      recordId: record.text('id') ?? outer.text('identity', 'recordId'),
    };
  },
};

/** Microsoft writes Succeeded, Success, True and PartiallySucceeded; a failed sign-in is an operation of its own. */
function outcomeOf(operation: string, result: string | null): string | null {
  if (/^userloginfailed$/i.test(operation) || /^(fail|false)/i.test(result ?? '')) return 'failure';
  return /^(succe|true)/i.test(result ?? '') ? 'success' : null;
}

/** A value of a list of `{Name, Value}`. */
function extended(list: Json, name: string): string | null {
  for (const item of Array.isArray(list) ? list : []) {
    const pair = typeof item === 'object' && item !== null && !Array.isArray(item) ? new Fields(item) : new Fields({});
    if (pair.text('name') === name) return pair.text('value');
  }
  return null;
}
