import type { AccountCheck } from "../check.ts";
import { agentRole } from "./agentRole.ts";
import { deletionAlarm, iamAlarm, unauthorisedAlarm } from "./alarmChecks.ts";
import { configRecorder } from "./configRecorder.ts";
import { endpointPolicies, endpointsPresent } from "./endpointChecks.ts";
import { mfaRequired, sessionLength } from "./identityCenter.ts";
import { securityGroups, workspaceVolumes } from "./networkAndWorkspaces.ts";
import { trailCoverage, trailDataEvents, trailIntegrity } from "./trailChecks.ts";

/** Checks of an AWS account, from both source guides. */
export const accountChecks: readonly AccountCheck[] = [
  trailCoverage,
  trailIntegrity,
  trailDataEvents,
  unauthorisedAlarm,
  iamAlarm,
  deletionAlarm,
  configRecorder,
  endpointsPresent,
  endpointPolicies,
  agentRole,
  sessionLength,
  mfaRequired,
  securityGroups,
  workspaceVolumes,
];
