import { answeredFor } from './answered-for.js';
import { changeWindows } from './change-windows.js';
import { connectionOwner } from './connection-owner.js';
import { eventIntervals } from './event-intervals.js';
import { firstSeen } from './first-seen.js';
import { hostRoles } from './host-roles.js';
import { knownConnections } from './known-connections.js';
import { ownerClaim } from './owner-claim.js';
import { pairedConnections } from './paired-connections.js';
import { serviceInstaller } from './service-installer.js';
import { timeAnchors } from './time-anchors.js';
import { triggeringRecord } from './triggering-record.js';
import type { FactFunction } from './types.js';

/** All correlations that a playbook's facts may `use`. A new one is a file here and a line below. */
export const factFunctions: FactFunction[] = [
  answeredFor,
  changeWindows,
  connectionOwner,
  eventIntervals,
  firstSeen,
  hostRoles,
  knownConnections,
  ownerClaim,
  pairedConnections,
  serviceInstaller,
  timeAnchors,
  triggeringRecord,
];
