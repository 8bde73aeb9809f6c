import type { WorkstationCheck } from "../check.ts";
import { adminPolicy } from "./adminPolicy.ts";
import { agentMcp, effectiveServers } from "./agentMcp.ts";
import { autonomy, telemetry } from "./agentSettings.ts";
import { allowlistState } from "./allowlistState.ts";
import { autoApprove } from "./autoApprove.ts";
import { centralMcp } from "./centralMcp.ts";
import { dlpPolicy } from "./dlpPolicy.ts";
import { evidenceChain } from "./evidenceChain.ts";
import { extensionSource } from "./extensionSource.ts";
import { centralMcpAncestors, centralMcpProtection } from "./fileProtection.ts";
import { genuineTls } from "./genuineTls.ts";
import { inlineSecrets } from "./inlineSecrets.ts";
import { hooksInstalled, hooksProven } from "./kiroHooks.ts";
import { localAdmin } from "./localAdmin.ts";
import { permissions } from "./permissions.ts";
import { privateHosts } from "./privateHosts.ts";
import { programVersions } from "./programVersions.ts";
import { blockedHosts, neededHosts } from "./reachableHosts.ts";
import { dlpRunning, edrRunning } from "./services.ts";
import { signedIn } from "./signedIn.ts";
import { signInMethods } from "./signInMethods.ts";
import { userMcpLink } from "./userMcpLink.ts";
import { applicationControl, storageAndInstalls } from "./windowsPolicies.ts";
import { workspaceMcp } from "./workspaceMcp.ts";
import { workspaceTrust } from "./workspaceTrust.ts";

/** Checks of a workstation: the 28 of `posture-checks.json`, then what the banking guide asks beside them. */
export const workstationChecks: readonly WorkstationCheck[] = [
  adminPolicy,
  signInMethods,
  signedIn,
  centralMcp,
  centralMcpProtection,
  centralMcpAncestors,
  userMcpLink,
  workspaceMcp,
  agentMcp,
  effectiveServers,
  inlineSecrets,
  autoApprove,
  autonomy,
  permissions,
  hooksInstalled,
  hooksProven,
  dlpRunning,
  edrRunning,
  localAdmin,
  privateHosts,
  genuineTls,
  blockedHosts,
  programVersions,
  extensionSource,
  telemetry,
  workspaceTrust,
  allowlistState,
  evidenceChain,
  neededHosts,
  storageAndInstalls,
  applicationControl,
  dlpPolicy,
];
