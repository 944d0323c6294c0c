import type { AttachmentReading } from '../domain/attachment.js';
import { azureActivityLog } from './kinds/azure-activity-log.js';
import { entraSignIns } from './kinds/entra-sign-ins.js';
import { relayDiagnostics } from './kinds/relay-diagnostics.js';
import { unifiedAuditLog } from './kinds/unified-audit-log.js';
import { readExport } from './read.js';
import type { AttachmentKind } from './types.js';

/** Kinds of export that a playbook may name in `reads:`. Add a kind here. */
export const attachmentKinds: readonly AttachmentKind[] = [
  azureActivityLog,
  relayDiagnostics,
  entraSignIns,
  unifiedAuditLog,
];

/** Reads an attached file as the kind of that name, which lint has checked. */
export const readAttachment = (kind: string, bytes: Uint8Array): AttachmentReading =>
  readExport(attachmentKinds.find(({ name }) => name === kind)!, bytes);
