import { answeredFor } from './answers/answered-for.js';
import { ownerClaim } from './answers/owner-claim.js';
import { hostRoles } from './host/host-roles.js';
import { logCoverage } from './host/log-coverage.js';
import { triggeringRecord } from './host/triggering-record.js';
import { installerTrace } from './installation/installer-trace.js';
import { packageRemovals } from './installation/package-removals.js';
import { serviceConfigurer } from './installation/service-configurer.js';
import { serviceInstaller } from './installation/service-installer.js';
import { connectionOwner } from './network/connection-owner.js';
import { fullNames } from './network/full-names.js';
import { knownConnections } from './network/known-connections.js';
import { namespaceDoubts } from './network/namespace-doubts.js';
import { networkHistory } from './network/network-history.js';
import { pairedConnections } from './network/paired-connections.js';
import { relayedLogons } from './network/relayed-logons.js';
import { anchorDisagreements } from './time/anchor-disagreements.js';
import { changeWindows } from './time/change-windows.js';
import { eventIntervals } from './time/event-intervals.js';
import { firstSeen } from './time/first-seen.js';
import { timeAnchors } from './time/time-anchors.js';
import type { FactFunction } from './types.js';

/** All correlations that a playbook's facts can `use`. Add a correlation here. */
export const factFunctions: FactFunction[] = [
  anchorDisagreements,
  answeredFor,
  changeWindows,
  connectionOwner,
  eventIntervals,
  firstSeen,
  fullNames,
  hostRoles,
  installerTrace,
  knownConnections,
  logCoverage,
  namespaceDoubts,
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
