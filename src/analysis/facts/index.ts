import { anchorDisagreements } from './anchor-disagreements.js';
import { answeredFor } from './answered-for.js';
import { changeWindows } from './change-windows.js';
import { connectionOwner } from './connection-owner.js';
import { eventIntervals } from './event-intervals.js';
import { firstSeen } from './first-seen.js';
import { hostRoles } from './host-roles.js';
import { installerTrace } from './installer-trace.js';
import { knownConnections } from './known-connections.js';
import { logCoverage } from './log-coverage.js';
import { networkHistory } from './network-history.js';
import { ownerClaim } from './owner-claim.js';
import { packageRemovals } from './package-removals.js';
import { pairedConnections } from './paired-connections.js';
import { relayedLogons } from './relayed-logons.js';
import { serviceConfigurer } from './service-configurer.js';
import { serviceInstaller } from './service-installer.js';
import { timeAnchors } from './time-anchors.js';
import { triggeringRecord } from './triggering-record.js';
import type { FactFunction } from './types.js';

/** All correlations that a playbook's facts may `use`. A new one is a file here and a line below. */
export const factFunctions: FactFunction[] = [
  anchorDisagreements,
  answeredFor,
  changeWindows,
  connectionOwner,
  eventIntervals,
  firstSeen,
  hostRoles,
  installerTrace,
  knownConnections,
  logCoverage,
  networkHistory,
  ownerClaim,
  packageRemovals,
  pairedConnections,
  relayedLogons,
  serviceConfigurer,
  serviceInstaller,
  timeAnchors,
  triggeringRecord,
];
