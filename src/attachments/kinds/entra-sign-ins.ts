import { fieldType, mapValues } from '../../playbook/field-type.js';
import { readAddress } from '../addresses.js';
import { Fields } from '../fields.js';
import { readTime } from '../times.js';
import type { AttachmentKind } from '../types.js';

/**
 * Entra ID sign-ins: Log Analytics `SigninLogs` and its three sisters (non-interactive, service principal, managed
 * identity), Microsoft Graph, diagnostic settings, the portal's CSV.
 */
export const entraSignIns: AttachmentKind = {
  name: 'entraSignIns',
  about: 'a sign-in of Entra ID',
  fields: mapValues(
    {
      time: 'time',
      user: 'string?', //           UPN; the name of a service principal
      address: 'string?',
      app: 'string?', //            client that was used
      appId: 'string?',
      outcome: 'string?', //        success, failure
      result: 'string?', //         error code; 0 = success
      resultText: 'string?',
      identity: 'string', //        user, nonInteractiveUser, servicePrincipal or managedIdentity
      userId: 'string?', //         object id of user or service principal
      resource: 'string?', //       what was signed in to
      location: 'string?',
      client: 'string?', //         Browser, Mobile Apps and Desktop clients, …
      protocol: 'string?', //       deviceCode, …
      userAgent: 'string?',
      requirement: 'string?', //    singleFactorAuthentication, multiFactorAuthentication
      conditionalAccess: 'string?',
      device: 'string?',
      risk: 'string?',
      correlationId: 'string?',
      requestId: 'string?',
      record: 'integer',
    },
    fieldType,
  ),
  row(whole) {
    const category = whole.text('category', 'type') ?? '';
    // diagnostic settings put the sign-in, in the spelling of Graph, into `properties`
    const inner = whole.object('properties');
    const record = inner.has('createdDateTime', 'appId') ? new Fields({ ...whole.record, ...inner.record }) : whole;
    const isSignIn =
      /signinlogs$/i.test(category) ||
      (record.has('appId', 'applicationId', 'servicePrincipalId') &&
        record.has('userPrincipalName', 'username', 'userId', 'servicePrincipalName', 'servicePrincipalId'));
    if (!isSignIn) return 'it has no application and no account that signed in';
    const time = readTime(record.text('createdDateTime', 'dateUtc', 'timeGenerated', 'time'), true);
    if (time === null) return 'its time is missing, or has no zone';
    const status = record.object('status');
    const result = record.text('resultType', 'signInErrorCode') ?? status.text('errorCode');
    const principal = record.text('servicePrincipalName', 'managedIdentityName');
    return {
      time,
      identity: identityOf(record, category),
      user: record.text('userPrincipalName', 'username', 'user') ?? principal,
      userId: record.text('userId', 'servicePrincipalId'),
      appId: record.text('appId', 'applicationId'),
      app: record.text('appDisplayName', 'application'),
      resource: record.text('resourceDisplayName', 'resource', 'resourceIdentity'),
      address: readAddress(record.text('ipAddress', 'ipAddressFromResourceProvider')),
      location: locationOf(record),
      client: record.text('clientAppUsed', 'clientApp'),
      protocol: record.text('authenticationProtocol'),
      userAgent: record.text('userAgent'),
      requirement: record.text('authenticationRequirement', 'multifactorAuthenticationResult'),
      conditionalAccess: record.text('conditionalAccessStatus', 'conditionalAccess'),
      device: record.object('deviceDetail').text('displayName', 'deviceId', 'operatingSystem'),
      risk: record.text('riskLevelDuringSignIn'),
      result,
      resultText: record.text('resultDescription', 'failureReason') ?? status.text('failureReason'),
      outcome: outcomeOf(result, record.text('status')),
      correlationId: record.text('correlationId'),
      requestId: record.text('id', 'requestId'),
    };
  },
};

/** Every code but 0 is a sign-in that gave no token, be it refused or interrupted for a further proof. */
const outcomeOf = (result: string | null, status: string | null): string | null => {
  if (result !== null && /^-?\d+$/.test(result)) return Number(result) === 0 ? 'success' : 'failure';
  if (status === null) return null;
  return /^success/i.test(status) ? 'success' : /^(failure|interrupted)/i.test(status) ? 'failure' : null;
};

function identityOf(record: Fields, category: string): string {
  const types = JSON.stringify(record.get('signInEventTypes')) + category;
  if (/managedidentity/i.test(types)) return 'managedIdentity';
  const isPrincipal = !record.has('userPrincipalName', 'username', 'userId') && record.has('servicePrincipalId');
  if (/serviceprincipal/i.test(types) || isPrincipal) return 'servicePrincipal';
  return /noninteractive/i.test(types) || /^false$/i.test(record.text('isInteractive') ?? '')
    ? 'nonInteractiveUser'
    : 'user';
}

function locationOf(record: Fields): string | null {
  const details = record.object('locationDetails', 'location');
  const parts = [details.text('city'), details.text('countryOrRegion')].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(', ');
  const location = record.text('location');
  return location?.startsWith('{') ? null : location;
}
